/*-------------------------------------------------------------------------
 *
 * import.c
 *		Chapter "import": open contracting data as rows.
 *
 * Which shape a document has: a release, a record, a package of either, or an
 * array of these.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/import_ocds.h"
#include "chapter/import_rows.h"

#include "utils/builtins.h"

#define COMPILE_HINT \
	"Compile the releases first, as OCDS Kit and OCDS Merge do: a record with a \"compiledRelease\" is read."

/* Releases that lie in the record; those that are only linked are elsewhere. */
static void
import_embedded(ImportRun *run, const ImportNode *record)
{
	ImportNode releases = import_array(record, "releases");
	ImportElements elements = import_elements(&releases);
	ImportNode release;
	int linked = 0;
	int embedded = 0;

	while (import_next_object(&elements, &release))
	{
		if (import_has(&release, "url") && !import_has(&release, "ocid"))
		{
			linked++;
			continue;
		}
		embedded++;
		import_release(run, &release, record);
	}
	if (embedded == 0 && (linked > 0 || import_has(record, "versionedRelease")))
		import_refuse(record, NULL, "has no release to read", COMPILE_HINT);
}

static void
import_record(ImportRun *run, const ImportNode *record)
{
	ImportNode compiled = import_object(record, "compiledRelease");

	if (compiled.container != NULL)
		import_release(run, &compiled, record);
	else
		import_embedded(run, record);
}

static void
import_lone_release(ImportRun *run, const ImportNode *release)
{
	import_release(run, release, NULL);
}

static void
import_package(ImportRun *run, const ImportNode *package, const char *name,
			   ImportUnit unit)
{
	ImportNode array = import_array(package, name);

	import_each(run, &array, unit);
}

/*
 * A release, a record or a package, whichever it is.  What is null is not
 * there, but a package of nothing but null is one.
 */
static void
import_any_ocds(ImportRun *run, const ImportNode *node)
{
	bool records = import_has(node, "records");
	bool releases = import_has(node, "releases");
	bool ocid = import_has(node, "ocid");

	if (import_has(node, "compiledRelease") ||
		import_has(node, "versionedRelease") || (releases && ocid))
		import_record(run, node);
	else if (records && releases)
		import_refuse(
			node, NULL, "has both \"records\" and \"releases\"",
			"A package has one of them, or their money would count twice.");
	else if (records)
		import_package(run, node, "records", import_record);
	else if (releases)
		import_package(run, node, "releases", import_lone_release);
	else if (ocid ||
			 !(import_is_there(node, "releases") ||
			   import_is_there(node, "records")))
		import_lone_release(run, node);
}

SQL_FUNCTION(commissioning_ocds_contracts);

/*
 * commissioning_ocds_contracts
 *		The contracts and awards of a document of the Open Contracting Data
 *		Standard, a row for each supplier.
 */
Datum
commissioning_ocds_contracts(PG_FUNCTION_ARGS)
{
	ImportRun run = {0};

	run.order = READING_YMD;
	import_begin(&run, fcinfo, 1);
	if (!PG_ARGISNULL(0))
		import_any(&run, PG_GETARG_JSONB_P(0), import_any_ocds);
	return import_end(&run);
}
