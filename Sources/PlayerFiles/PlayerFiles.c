#include "PlayerFiles.h"

static const unsigned char script[] = {
#embed "player.js"
    ,
#embed "predict.js"
    ,
#embed "ladder.js"
    ,
#embed "keys.js"
};

static const unsigned char style[] = {
#embed "player.css"
};

struct byhand_text byhand_player_script(void) {
  return (struct byhand_text){script, sizeof script};
}

struct byhand_text byhand_player_style(void) {
  return (struct byhand_text){style, sizeof style};
}
