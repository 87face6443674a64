#include "LicenceFiles.h"

// Copied from the projects as they stand there.

static const unsigned char apache[] = {
#embed "texts/apache-2.0.txt"
};

static const unsigned char swift_nio[] = {
#embed "texts/swift-nio-notice.txt"
};

static const unsigned char swift_log[] = {
#embed "texts/swift-log-notice.txt"
};

static const unsigned char llhttp[] = {
#embed "texts/llhttp-mit.txt"
};

static const unsigned char libyaml[] = {
#embed "texts/libyaml-mit.txt"
};

static const struct byhand_licence licences[] = {
  {"Apache License 2.0", apache, sizeof apache},
  {"swift-nio: NOTICE", swift_nio, sizeof swift_nio},
  {"swift-log: NOTICE", swift_log, sizeof swift_log},
  {"llhttp: MIT", llhttp, sizeof llhttp},
  {"libyaml: MIT", libyaml, sizeof libyaml},
};

size_t byhand_licence_count(void) { return sizeof licences / sizeof *licences; }

struct byhand_licence byhand_licence_at(size_t index) { return licences[index]; }
