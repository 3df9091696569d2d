/*-------------------------------------------------------------------------
 *
 * commissioning.c
 *		The module's identity.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/compat.h"

#ifdef PG_MODULE_MAGIC_EXT
PG_MODULE_MAGIC_EXT(.name = "commissioning", .version = "1.0");
#else
PG_MODULE_MAGIC;
#endif
