/*-------------------------------------------------------------------------
 *
 * import_ocds.h
 *		A release of the Open Contracting Data Standard, as rows.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_IMPORT_OCDS_H
#define COMMISSIONING_IMPORT_OCDS_H

#include "postgres.h"

#include "chapter/import_rows.h"

/*
 * Add the rows of a release.  "record" is the record that it lies in, whose ocid
 * it has if it does not say, or NULL.
 */
extern void import_release(ImportRun *run, const ImportNode *release,
						   const ImportNode *record);

#endif /* COMMISSIONING_IMPORT_OCDS_H */
