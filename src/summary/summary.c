/*-------------------------------------------------------------------------
 *
 * summary.c
 *		What a summary is.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "summary/summary.h"

StaticAssertDecl(SUMMARY_HEADER == 56, "summaries are stored");

/* Raise the error for a summary in a format that this library does not know. */
void
summary_report_version(const Summary *summary)
{
	ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("unsupported version %d of a stored summary",
					summary->version),
			 errhint("Update the library of the extension \"commissioning\".")));
}

/* Give a summary of "size" bytes all that another has but its ledger. */
void
summary_copy_header(Summary *target, const Summary *source, Size size)
{
	SET_VARSIZE(target, size);
	memcpy((char *) target + VARHDRSZ, (const char *) source + VARHDRSZ,
		   SUMMARY_HEADER - VARHDRSZ);
}
