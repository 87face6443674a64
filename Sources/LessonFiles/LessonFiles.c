#include "LessonFiles.h"

// The list is the course's order. A test holds it against the folder.

static const unsigned char first_conversation[] = {
#embed "../../lessons/01-first-conversation.yaml"
};

static const unsigned char push_and_pull[] = {
#embed "../../lessons/02-push-and-pull.yaml"
};

static const unsigned char when_the_answer_is_no[] = {
#embed "../../lessons/03-when-the-answer-is-no.yaml"
};

static const struct byhand_lesson lessons[] = {
  {"01-first-conversation.yaml", first_conversation, sizeof first_conversation},
  {"02-push-and-pull.yaml", push_and_pull, sizeof push_and_pull},
  {"03-when-the-answer-is-no.yaml", when_the_answer_is_no, sizeof when_the_answer_is_no},
};

size_t byhand_lesson_count(void) { return sizeof lessons / sizeof *lessons; }

struct byhand_lesson byhand_lesson_at(size_t index) { return lessons[index]; }
