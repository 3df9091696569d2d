/*-------------------------------------------------------------------------
 *
 * cell_text.h
 *		Texts of every encoding as cells, and cells in errors.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_CELL_TEXT_H
#define COMMISSIONING_CELL_TEXT_H

#include "postgres.h"

#include "pg/cell.h"

extern Cell cell_from_bytes(const char *bytes, int length);
extern Cell cell_from_text(text *value);
extern text *cell_to_text(const char *bytes, int length);
extern char *cell_shown(text *value);

#endif /* COMMISSIONING_CELL_TEXT_H */
