#include "ReplyFiles.h"

static const unsigned char wordings[] = {
#embed "wordings.txt"
};

const unsigned char *byhand_wordings(void) { return wordings; }

size_t byhand_wordings_length(void) { return sizeof wordings; }
