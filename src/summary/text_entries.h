/*-------------------------------------------------------------------------
 *
 * text_entries.h
 *		Reading the entries of the text form of a summary.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_TEXT_ENTRIES_H
#define COMMISSIONING_SUMMARY_TEXT_ENTRIES_H

#include "summary/text_reader.h"

/* One element of "agencies", of "totals" and of "frequencies" */
extern bool text_read_agency(TextReader *reader);
extern bool text_read_total(TextReader *reader);
extern bool text_read_frequency(TextReader *reader);

/* The array of all entries; what has to be known for that has been read. */
extern bool text_read_entries(TextReader *reader);

#endif /* COMMISSIONING_SUMMARY_TEXT_ENTRIES_H */
