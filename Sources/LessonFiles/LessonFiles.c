#include "LessonFiles.h"

// The list is the course's order. A test holds it against the folder.

static const unsigned char first_conversation[] = {
#embed "../../lessons/01-first-conversation.yaml"
};

static const unsigned char components[] = {
#embed "../../lessons/02-components.yaml"
};

static const unsigned char phases[] = {
#embed "../../lessons/03-phases.yaml"
};

static const unsigned char end_of_message[] = {
#embed "../../lessons/04-end-of-message.yaml"
};

static const unsigned char replies[] = {
#embed "../../lessons/05-replies.yaml"
};

static const unsigned char seven_bit[] = {
#embed "../../lessons/06-seven-bit.yaml"
};

static const unsigned char push_and_pull[] = {
#embed "../../lessons/07-push-and-pull.yaml"
};

static const unsigned char many_objects[] = {
#embed "../../lessons/08-many-objects.yaml"
};

static const unsigned char repair[] = {
#embed "../../lessons/09-repair.yaml"
};

static const unsigned char envelope_and_header[] = {
#embed "../../lessons/10-envelope-and-header.yaml"
};

static const unsigned char when_the_answer_is_no[] = {
#embed "../../lessons/11-when-the-answer-is-no.yaml"
};

static const unsigned char relay_and_queue[] = {
#embed "../../lessons/12-relay-and-queue.yaml"
};

static const unsigned char finding_the_server[] = {
#embed "../../lessons/13-finding-the-server.yaml"
};

static const unsigned char esmtp[] = {
#embed "../../lessons/14-esmtp.yaml"
};

static const unsigned char secrets[] = {
#embed "../../lessons/15-secrets.yaml"
};

static const unsigned char forgery[] = {
#embed "../../lessons/16-forgery.yaml"
};

static const unsigned char evolution[] = {
#embed "../../lessons/17-evolution.yaml"
};

static const unsigned char misconceptions[] = {
#embed "../../lessons/misconceptions.yaml"
};

static const struct byhand_lesson lessons[] = {
  {"01-first-conversation.yaml", first_conversation, sizeof first_conversation},
  {"02-components.yaml", components, sizeof components},
  {"03-phases.yaml", phases, sizeof phases},
  {"04-end-of-message.yaml", end_of_message, sizeof end_of_message},
  {"05-replies.yaml", replies, sizeof replies},
  {"06-seven-bit.yaml", seven_bit, sizeof seven_bit},
  {"07-push-and-pull.yaml", push_and_pull, sizeof push_and_pull},
  {"08-many-objects.yaml", many_objects, sizeof many_objects},
  {"09-repair.yaml", repair, sizeof repair},
  {"10-envelope-and-header.yaml", envelope_and_header, sizeof envelope_and_header},
  {"11-when-the-answer-is-no.yaml", when_the_answer_is_no, sizeof when_the_answer_is_no},
  {"12-relay-and-queue.yaml", relay_and_queue, sizeof relay_and_queue},
  {"13-finding-the-server.yaml", finding_the_server, sizeof finding_the_server},
  {"14-esmtp.yaml", esmtp, sizeof esmtp},
  {"15-secrets.yaml", secrets, sizeof secrets},
  {"16-forgery.yaml", forgery, sizeof forgery},
  {"17-evolution.yaml", evolution, sizeof evolution},
};

size_t byhand_lesson_count(void) { return sizeof lessons / sizeof *lessons; }

struct byhand_lesson byhand_lesson_at(size_t index) { return lessons[index]; }

struct byhand_lesson byhand_misconceptions(void) {
  return (struct byhand_lesson){"misconceptions.yaml", misconceptions, sizeof misconceptions};
}
