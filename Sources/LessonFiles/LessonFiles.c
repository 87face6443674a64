#include "LessonFiles.h"
