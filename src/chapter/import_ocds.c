/*-------------------------------------------------------------------------
 *
 * import_ocds.c
 *		A release of the Open Contracting Data Standard, as rows.
 *
 * A row is a contract and a supplier of the award that it names, or an award
 * that no contract names and a supplier of it.  Field by field it says which of
 * several places is asked, and each is asked only if those before it have
 * nothing: what no row needs is not noted as unread.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/import_index.h"
#include "chapter/import_ocds.h"

#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

/* a duration of more than a thousand years is not one */
#define MOST_DAYS 365250

enum
{
	COLUMN_OCID,
	COLUMN_RELEASE_ID,
	COLUMN_RELEASE_DATE,
	COLUMN_CONTRACT_ID,
	COLUMN_AWARD_ID,
	COLUMN_AGENCY_ID,
	COLUMN_AGENCY,
	COLUMN_PROVIDER_ID,
	COLUMN_PROVIDER,
	COLUMN_SUPPLIERS,
	COLUMN_VALUE,
	COLUMN_CURRENCY,
	COLUMN_AWARD_DATE,
	COLUMN_DATE_SIGNED,
	COLUMN_TERM,
	COLUMN_METHOD,
	COLUMN_CATEGORY,
	COLUMN_STATUS,
	COLUMN_UNREAD
};

/* Objects of an array that have identifiers */
typedef struct Things
{
	ImportNode array;
	int count;
	ImportNode *node;
	text **id;
	ImportIndex index;
} Things;

typedef struct Release
{
	const ImportNode *node;
	ImportNode tender;
	Things parties;
	Things lots;
	Things awards;
	Things contracts;
	int *award_of;	   /* of each contract: a place among the awards, or -1 */
	int *contracts_of; /* of each award: how many name it */
	ImportRow row;	   /* what is the same in all rows */
	ImportUnread unread;
} Release;

/* An award, a contract, or both; a node without a container is none. */
typedef struct Arrangement
{
	ImportNode contract;
	ImportNode award;
	bool alone; /* is this all that the award is for? */
	ImportRow row;
	ImportUnread unread;
	bool valued;
	Datum value;
	ImportReferences suppliers;
} Arrangement;

static void
read_things(Things *things, const ImportNode *up, const char *name,
			ImportUnread *unread)
{
	ImportElements elements;
	int room;

	things->array = import_array(up, name);
	room = import_count(&things->array);
	things->count = 0;
	things->node = MemoryContextAllocHuge(CurrentMemoryContext,
										  (room + 1) * sizeof(ImportNode));
	things->id = MemoryContextAllocHuge(CurrentMemoryContext,
										(room + 1) * sizeof(text *));
	things->index = import_index_begin(room);
	elements = import_elements(&things->array);
	while (import_next_object(&elements, &things->node[things->count]))
	{
		text *id = import_text(&things->node[things->count], "id", unread);

		things->id[things->count] = id;
		import_index_add(&things->index, id, things->count);
		things->count++;
	}
	import_index_end(&things->index);
}

/* The thing of an identifier, or an empty node */
static ImportNode
find_thing(const Things *things, const text *id)
{
	int place = import_index_find(&things->index, id);

	return place >= 0 ? things->node[place] : (ImportNode){0};
}

/* Scheme and identifier of a party, as org-id.guide writes them, or NULL */
static text *
read_identifier(const ImportNode *party, ImportUnread *unread)
{
	ImportNode identifier = import_object(party, "identifier");
	text *scheme = import_text(&identifier, "scheme", unread);
	text *id = import_text(&identifier, "id", unread);

	if (scheme == NULL || id == NULL)
		return NULL;
	return cstring_to_text(psprintf("%s-%s", text_to_cstring(scheme),
									text_to_cstring(id)));
}

/* Set the columns of an organisation: who is referred to, else what its party says. */
static void
set_organisation(const Release *release, ImportReference reference,
				 ImportUnread *unread, ImportRow *row, int id_column,
				 int name_column)
{
	ImportNode party = find_thing(&release->parties, reference.id);

	*unread = list_concat(*unread, reference.unread);
	if (reference.name == NULL)
		reference.name = import_text(&party, "name", unread);
	import_set_text(row, name_column, reference.name);
	import_set_text(row, id_column, read_identifier(&party, unread));
}

static bool
has_role(const ImportNode *party, const char *role)
{
	ImportNode roles = import_array(party, "roles");
	ImportElements elements = import_elements(&roles);
	text *found;

	while ((found = import_next_text(&elements)) != NULL)
		if (strcmp(text_to_cstring(found), role) == 0)
			return true;
	return false;
}

/* The only party with a role; false if there is none, or several. */
static bool
only_party(const Release *release, const char *role, const ImportNode **party)
{
	int found = 0;

	for (int i = 0; i < release->parties.count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (has_role(&release->parties.node[i], role))
		{
			*party = &release->parties.node[i];
			found++;
		}
	}
	return found == 1;
}

/* Set the agency from a reference, or else from the party that has the role. */
static bool
set_agency(Release *release, const ImportNode *up, const char *name,
		   const char *role)
{
	ImportNode node = import_object(up, name);
	ImportReference reference = import_reference(&node);
	const ImportNode *party;

	if (reference.id != NULL || reference.name != NULL)
	{
		set_organisation(release, reference, &release->unread, &release->row,
						 COLUMN_AGENCY_ID, COLUMN_AGENCY);
		return true;
	}
	release->unread = list_concat(release->unread, reference.unread);
	if (!only_party(release, role, &party))
		return false;
	import_set_text(&release->row, COLUMN_AGENCY,
					import_text(party, "name", &release->unread));
	import_set_text(&release->row, COLUMN_AGENCY_ID,
					read_identifier(party, &release->unread));
	return true;
}

/* Periods are objects, whether a row needs them or not. */
static void
check_periods(const Release *release)
{
	(void) import_object(&release->tender, "contractPeriod");
	for (int i = 0; i < release->lots.count; i++)
		(void) import_object(&release->lots.node[i], "contractPeriod");
}

static void
read_ocid(Release *release, const ImportNode *record)
{
	text *ocid = import_text(release->node, "ocid", &release->unread);

	if (ocid == NULL && record != NULL)
		ocid = import_text(record, "ocid", &release->unread);
	if (ocid == NULL)
		import_refuse(
			release->node, "ocid", "is missing",
			"A release has an \"ocid\"; a package has \"releases\" or \"records\".");
	import_set_text(&release->row, COLUMN_OCID, ocid);
}

/* What all rows of a release have in common */
static void
read_head(ImportRun *run, Release *release, const ImportNode *record)
{
	ImportUnread *unread = &release->unread;
	ImportRow *row = &release->row;
	ReadingDate date;
	/* no row refers to what has no identifier that can be read */
	ImportUnread nobodys = NIL;

	memset(row->null, true, sizeof(row->null));
	read_ocid(release, record);
	import_set_text(row, COLUMN_RELEASE_ID,
					import_text(release->node, "id", unread));
	if (import_date(release->node, "date", run->order, unread, &date))
		import_set(row, COLUMN_RELEASE_DATE,
				   TimestampTzGetDatum(leaf_moment(&date, run->zone)));
	release->tender = import_object(release->node, "tender");
	import_set_text(row, COLUMN_METHOD,
					import_text(&release->tender, "procurementMethod", unread));
	import_set_text(row, COLUMN_CATEGORY,
					import_text(&release->tender, "mainProcurementCategory",
								unread));
	read_things(&release->parties, release->node, "parties", &nobodys);
	read_things(&release->lots, &release->tender, "lots", &nobodys);
	check_periods(release);
	if (!set_agency(release, release->node, "buyer", "buyer"))
		(void) set_agency(release, &release->tender, "procuringEntity",
						  "procuringEntity");
}

/* Awards, contracts, and which of them belong together */
static void
read_arrangements(Release *release)
{
	Things *awards = &release->awards;
	Things *contracts = &release->contracts;
	/* which identifiers cannot be read is noted with the rows that want them */
	ImportUnread noted_later = NIL;

	read_things(awards, release->node, "awards", &noted_later);
	read_things(contracts, release->node, "contracts", &noted_later);
	release->award_of = MemoryContextAllocHuge(CurrentMemoryContext,
											   (contracts->count + 1) *
												   sizeof(int));
	release->contracts_of = MemoryContextAllocHuge(CurrentMemoryContext,
												   (awards->count + 1) *
													   sizeof(int));
	memset(release->contracts_of, 0, awards->count * sizeof(int));
	for (int i = 0; i < contracts->count; i++)
	{
		text *id = import_text(&contracts->node[i], "awardID", &noted_later);
		int award = import_index_find(&awards->index, id);

		release->award_of[i] = award;
		if (award >= 0)
			release->contracts_of[award]++;
	}
}

/* The value of an object, if it is a number; its currency in either case */
static bool
read_value(Arrangement *arrangement, const ImportNode *holder)
{
	ImportNode value = import_object(holder, "value");

	if (holder->container == NULL)
		return false;
	import_set_text(&arrangement->row, COLUMN_CURRENCY,
					import_text(&value, "currency", &arrangement->unread));
	return import_number(&value, "amount", &arrangement->unread,
						 &arrangement->value);
}

/* The contract's value, or else that of its award, if that is for this alone */
static void
set_value(Arrangement *arrangement)
{
	arrangement->valued = read_value(arrangement, &arrangement->contract);
	if (arrangement->valued)
		return;
	arrangement->row.null[COLUMN_CURRENCY] = true;
	if (arrangement->alone)
		arrangement->valued = read_value(arrangement, &arrangement->award);
}

/* When it was decided, and when signed */
static void
set_days(ImportRun *run, Arrangement *arrangement)
{
	import_set_day(run, &arrangement->award, "date", &arrangement->unread,
				   &arrangement->row, COLUMN_AWARD_DATE);
	import_set_day(run, &arrangement->contract, "dateSigned",
				   &arrangement->unread, &arrangement->row, COLUMN_DATE_SIGNED);
}

static DateADT
after_days(DateADT start, int days)
{
	return start + days;
}

static bool
set_period(ImportRun *run, Arrangement *arrangement, const ImportNode *holder,
		   const char *name)
{
	ImportNode period = import_object(holder, name);

	return import_set_term(run, &period, "durationInDays", after_days,
						   MOST_DAYS, &arrangement->unread, &arrangement->row,
						   COLUMN_TERM);
}

/* The only lot of an award, or an empty node */
static ImportNode
only_lot(const Release *release, const ImportNode *award)
{
	ImportNode array = import_array(award, "relatedLots");
	ImportElements elements = import_elements(&array);
	text *first = import_next_text(&elements);
	text *next;

	while ((next = import_next_text(&elements)) != NULL)
		if (VARSIZE(next) != VARSIZE(first) ||
			memcmp(next, first, VARSIZE(next)) != 0)
			return (ImportNode){0};
	return find_thing(&release->lots, first);
}

/* The first period that has both ends; never one end of each of two */
static void
set_term(ImportRun *run, const Release *release, Arrangement *arrangement)
{
	ImportNode lot = only_lot(release, &arrangement->award);

	if (set_period(run, arrangement, &arrangement->contract, "period") ||
		set_period(run, arrangement, &arrangement->award, "contractPeriod") ||
		set_period(run, arrangement, &lot, "contractPeriod"))
		return;
	(void) set_period(run, arrangement, &release->tender, "contractPeriod");
}

static void
set_status(Arrangement *arrangement)
{
	const ImportNode *holders[] = {&arrangement->contract, &arrangement->award};
	static const char *const names[] = {"status", "finalStatus"};
	text *status = NULL;

	for (int i = 0; i < lengthof(holders) && status == NULL; i++)
		for (int j = 0; j < lengthof(names) && status == NULL; j++)
			status = import_text(holders[i], names[j], &arrangement->unread);
	import_set_text(&arrangement->row, COLUMN_STATUS, status);
}

/* Containers are of the type that they must be, whether a row needs them or not. */
static void
check_containers(const Arrangement *arrangement)
{
	(void) import_object(&arrangement->award, "value");
	(void) import_object(&arrangement->award, "contractPeriod");
	(void) import_object(&arrangement->contract, "value");
	(void) import_object(&arrangement->contract, "period");
}

/* What all rows of an arrangement have in common */
static void
read_arrangement(ImportRun *run, const Release *release, Arrangement *arrangement)
{
	ImportNode suppliers = import_array(&arrangement->award, "suppliers");
	ImportRow *row = &arrangement->row;

	check_containers(arrangement);
	*row = release->row;
	import_set_text(row, COLUMN_CONTRACT_ID,
					import_text(&arrangement->contract, "id",
								&arrangement->unread));
	if (arrangement->contract.container != NULL)
		import_set_text(row, COLUMN_AWARD_ID,
						import_text(&arrangement->contract, "awardID",
									&arrangement->unread));
	else
		import_set_text(row, COLUMN_AWARD_ID,
						import_text(&arrangement->award, "id",
									&arrangement->unread));
	set_value(arrangement);
	set_days(run, arrangement);
	set_term(run, release, arrangement);
	set_status(arrangement);
	arrangement->suppliers = import_references(&suppliers);
	import_set(row, COLUMN_SUPPLIERS,
			   Int64GetDatum(arrangement->suppliers.count));
}

/* Add the row of the i-th supplier of an arrangement, or that without one. */
static void
add_row(ImportRun *run, const Release *release, const Arrangement *arrangement,
		int i)
{
	int suppliers = arrangement->suppliers.count;
	ImportRow row = arrangement->row;
	ImportUnread unread = list_copy(arrangement->unread);

	if (suppliers > 0)
		set_organisation(release, arrangement->suppliers.reference[i], &unread,
						 &row, COLUMN_PROVIDER_ID, COLUMN_PROVIDER);
	if (arrangement->valued)
		import_set_part(&row, COLUMN_VALUE, arrangement->value, i, suppliers);
	import_set(&row, COLUMN_UNREAD, import_unread_array(unread));
	import_row(run, &row);
}

/* Add the rows of an arrangement: one for each supplier, or one without. */
static void
add_arrangement(ImportRun *run, Release *release, ImportNode contract,
				ImportNode award, bool alone)
{
	MemoryContext outer = MemoryContextSwitchTo(run->part);
	Arrangement arrangement = {contract, award, alone};

	arrangement.unread = list_copy(release->unread);
	read_arrangement(run, release, &arrangement);
	MemoryContextSwitchTo(run->rows.row);
	for (int i = 0; i < Max(arrangement.suppliers.count, 1); i++)
		add_row(run, release, &arrangement, i);
	MemoryContextSwitchTo(outer);
	MemoryContextReset(run->part);
}

/* Does a contract name the i-th award, or one before it with its identifier? */
static bool
is_named(const Release *release, int i)
{
	int first = import_index_find(&release->awards.index, release->awards.id[i]);

	return first >= 0 && release->contracts_of[first] > 0;
}

void
import_release(ImportRun *run, const ImportNode *node, const ImportNode *record)
{
	MemoryContext outer = MemoryContextSwitchTo(run->unit);
	Release release = {node};
	ImportNode none = {0};

	read_head(run, &release, record);
	read_arrangements(&release);
	for (int i = 0; i < release.contracts.count; i++)
	{
		int award = release.award_of[i];

		add_arrangement(run, &release, release.contracts.node[i],
						award >= 0 ? release.awards.node[award] : none,
						award >= 0 && release.contracts_of[award] == 1);
	}
	for (int i = 0; i < release.awards.count; i++)
		if (!is_named(&release, i))
			add_arrangement(run, &release, none, release.awards.node[i], true);
	MemoryContextSwitchTo(outer);
	MemoryContextReset(run->unit);
}
