/*-------------------------------------------------------------------------
 *
 * identity_forms.h
 *		Legal forms at the end of a name.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_IDENTITY_FORMS_H
#define COMMISSIONING_IDENTITY_FORMS_H

#include "postgres.h"

#include "chapter/identity_words.h"

/* Further forms, each as its words */
typedef struct NameForms
{
	int count;
	NameWords *form;
} NameForms;

/*
 * How many words are left of the first "count" ones without the longest legal
 * form at their end: all, if they end with none.
 */
extern int64 name_without_form(const NameWords *words, const NameWord *word,
							   int64 count, const NameForms *more);

#endif /* COMMISSIONING_IDENTITY_FORMS_H */
