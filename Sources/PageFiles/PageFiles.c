#include "PageFiles.h"

static const unsigned char player_script[] = {
#embed "player.js"
    ,
#embed "predict.js"
    ,
#embed "ladder.js"
    ,
#embed "keys.js"
};

static const unsigned char player_style[] = {
#embed "page.css"
    ,
#embed "session.css"
    ,
#embed "player.css"
};

static const unsigned char report_script[] = {
#embed "report.js"
};

static const unsigned char report_style[] = {
#embed "page.css"
    ,
#embed "session.css"
    ,
#embed "report.css"
};

struct byhand_text byhand_player_script(void) {
  return (struct byhand_text){player_script, sizeof player_script};
}

struct byhand_text byhand_player_style(void) {
  return (struct byhand_text){player_style, sizeof player_style};
}

struct byhand_text byhand_report_script(void) {
  return (struct byhand_text){report_script, sizeof report_script};
}

struct byhand_text byhand_report_style(void) {
  return (struct byhand_text){report_style, sizeof report_style};
}
