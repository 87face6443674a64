#include <malloc.h>

#include "CLibEdit.h"

void memory_use_one_heap(void) { mallopt(M_ARENA_MAX, 1); }
