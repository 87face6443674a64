#define _GNU_SOURCE
#include <langinfo.h>
#include <locale.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

#include "CLibEdit.h"

bool text_use_utf8(void) {
  if (setlocale(LC_CTYPE, "") && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return true;
  return setlocale(LC_CTYPE, "C.UTF-8") != NULL;
}

int text_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

bool text_is_printable(uint32_t scalar) { return iswprint((wint_t)scalar); }

bool text_is_control(uint32_t scalar) { return scalar < 0x100 && iswcntrl((wint_t)scalar); }
