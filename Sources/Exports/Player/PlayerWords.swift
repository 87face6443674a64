import Language
import Markup

/// What the script says, with `%` where it puts a number or a name.
enum PlayerWords {
  static let all: [(name: HTML, phrase: Phrase)] = [
    ("say-step", Phrase(en: "Step % of %.", zh: "第 % 步，共 % 步。")),
    ("say-score", Phrase(en: "· score: % of %", zh: "· 得分：% / %")),
    ("say-right", Phrase(en: "✓ % was right.", zh: "✓ %，猜对了。")),
    ("say-wrong", Phrase(en: "✗ % was not the reply. The answer is %.", zh: "✗ 不是 %，答案是 %。")),
    (
      "say-votefirst",
      Phrase(en: "Type the four counts of the first vote first.", zh: "先输入第一次表决的四个人数。")
    ),
    (
      "say-counted",
      Phrase(
        en: "First vote: % counted. v: vote again after discussion. Enter shows the answer.",
        zh: "第一次表决：共 % 票。按 v 讨论后再表决一次，按回车显示答案。")
    ),
    (
      "say-secondvote",
      Phrase(en: "Second vote: type its four counts, then Enter.", zh: "第二次表决：输入四个人数，再按回车。")
    ),
    (
      "say-secondcounted",
      Phrase(
        en: "Second vote: % counted. Enter shows the answer.", zh: "第二次表决：共 % 票。按回车显示答案。")
    ),
    ("say-answer", Phrase(en: "The answer is %.", zh: "答案是 %。")),
    ("say-mistake", Phrase(en: "mistake", zh: "错误")),
    ("say-reply", Phrase(en: "reply %", zh: "响应 %")),
    ("say-error", Phrase(en: "error reply %", zh: "错误响应 %")),
    ("say-more", Phrase(en: "… and % more", zh: "……还有 % 处")),
    ("say-nophase", Phrase(en: "No phase after here.", zh: "后面没有新的阶段了。")),
    ("say-nophasebefore", Phrase(en: "No phase before here.", zh: "前面没有别的阶段了。")),
    ("say-noreply", Phrase(en: "No reply after here.", zh: "后面没有响应了。")),
    ("say-noreplybefore", Phrase(en: "No reply before here.", zh: "前面没有响应了。")),
    ("say-noerror", Phrase(en: "No error after here.", zh: "后面没有错误了。")),
    ("say-noerrorbefore", Phrase(en: "No error before here.", zh: "前面没有错误了。")),
    (
      "say-waits",
      Phrase(
        en: "A question waits: Enter or → shows the reply.", zh: "正在提问：按回车或 → 显示响应。")
    ),
    ("say-missing", Phrase(en: "Nothing here fits “%”.", zh: "这里没有与“%”相符的位置。")),
    ("say-playing", Phrase(en: "Playing.", zh: "开始播放。")),
    ("say-paused", Phrase(en: "Paused.", zh: "已暂停。")),
    ("say-predicting", Phrase(en: "Prediction is on.", zh: "预测已打开。")),
    ("say-revealing", Phrase(en: "Prediction is off.", zh: "预测已关闭。")),
  ]
}
