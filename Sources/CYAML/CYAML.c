#include "CYAML.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

struct cyaml_reader {
  yaml_parser_t parser;
  unsigned char *text;
  /// It owns the text that `latest` points to.
  yaml_event_t event;
  cyaml_event latest;
  bool is_over;
};

cyaml_reader *cyaml_open(const unsigned char *text, size_t length) {
  cyaml_reader *reader = calloc(1, sizeof *reader);
  if (!reader) return NULL;
  // One octet at least: malloc(0) may return NULL.
  reader->text = malloc(length + 1);
  if (!reader->text || !yaml_parser_initialize(&reader->parser)) {
    free(reader->text);
    free(reader);
    return NULL;
  }
  if (length > 0) memcpy(reader->text, text, length);
  yaml_parser_set_encoding(&reader->parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&reader->parser, reader->text, length);
  return reader;
}

void cyaml_close(cyaml_reader *reader) {
  yaml_event_delete(&reader->event);
  yaml_parser_delete(&reader->parser);
  free(reader->text);
  free(reader);
}

static cyaml_event at(yaml_mark_t mark, cyaml_kind kind) {
  return (cyaml_event){.kind = kind, .line = mark.line + 1, .column = mark.column + 1};
}

static cyaml_event failure(const yaml_parser_t *parser) {
  bool is_character = parser->error == YAML_READER_ERROR;
  cyaml_event event =
      at(parser->problem_mark, is_character ? CYAML_CHARACTER_ERROR : CYAML_SYNTAX_ERROR);
  // libyaml has no words for want of memory.
  event.text = parser->problem ? parser->problem : "there is not enough memory";
  event.length = strlen(event.text);
  if (is_character) event.offset = parser->problem_offset;
  return event;
}

/// False for what a reader of values need not know.
static bool translate(const yaml_event_t *from, cyaml_event *to) {
  switch (from->type) {
    case YAML_DOCUMENT_START_EVENT:
      *to = at(from->start_mark, CYAML_DOCUMENT);
      return true;
    case YAML_SCALAR_EVENT:
      *to = at(from->start_mark, CYAML_SCALAR);
      to->is_anchored = from->data.scalar.anchor != NULL;
      to->text = (const char *)from->data.scalar.value;
      to->length = from->data.scalar.length;
      return true;
    case YAML_ALIAS_EVENT:
      *to = at(from->start_mark, CYAML_ALIAS);
      return true;
    case YAML_SEQUENCE_START_EVENT:
      *to = at(from->start_mark, CYAML_SEQUENCE);
      to->is_anchored = from->data.sequence_start.anchor != NULL;
      return true;
    case YAML_MAPPING_START_EVENT:
      *to = at(from->start_mark, CYAML_MAPPING);
      to->is_anchored = from->data.mapping_start.anchor != NULL;
      return true;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
      *to = at(from->start_mark, CYAML_END);
      return true;
    case YAML_STREAM_END_EVENT:
      *to = at(from->start_mark, CYAML_FINISHED);
      return true;
    default:
      return false;
  }
}

cyaml_event cyaml_next(cyaml_reader *reader) {
  while (!reader->is_over) {
    yaml_event_delete(&reader->event);
    if (!yaml_parser_parse(&reader->parser, &reader->event)) {
      reader->latest = failure(&reader->parser);
      reader->is_over = true;
    } else if (translate(&reader->event, &reader->latest)) {
      reader->is_over = reader->latest.kind == CYAML_FINISHED;
      break;
    }
  }
  return reader->latest;
}
