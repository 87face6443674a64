import Language
import Markup
import Teaching

/// What a class may predict: the questions wait in a template, out of sight, and the panel in which
/// one is asked stands ready.
struct PlayerQuestions {
  private let steps: PlayerSteps
  private static let letters = ["A", "B", "C", "D"]
  /// More than any class answers; a recording may hold thousands of errors.
  private static let limit = 500

  init(_ steps: PlayerSteps) { self.steps = steps }

  var html: HTML {
    let questions = steps.outline.predictions(.firstAndErrors).prefix(Self.limit).map(question)
    return """
      <template id="questions">
      \(questions)</template>
      <section id="question" aria-labelledby="question-title" hidden="">
      <div id="asking">
      <h3 id="question-title"></h3>
      <p class="wire s"><b>S: </b><code>???</code></p>
      <ol id="choices">
      \(Self.letters.indices.map(choice))</ol>
      <p class="hint">\(Phrase.hint.html)</p>
      <p id="round" hidden=""></p>
      <p><button type="button" data-do="second" aria-keyshortcuts="v">\(Phrase.again.html) \
      <kbd aria-hidden="true">v</kbd></button>
      <button type="button" data-do="answer" aria-keyshortcuts="Enter">\(Phrase.show.html) \
      <kbd aria-hidden="true">Enter</kbd></button></p>
      </div>
      <div id="answered" hidden="">
      <p id="verdict"></p>
      <table id="votes"><caption class="away">\(Phrase.votes.html)</caption>
      <thead><tr><td></td><th scope="col">\(Phrase.reply.html)</th>\
      <th scope="col" class="vote">\(Phrase.vote.html)</th>\
      <th scope="col" class="vote">\(Phrase.secondVote.html)</th></tr></thead>
      <tbody id="tally"></tbody></table>
      <p class="hint">\(Phrase.reason.html)</p>
      </div>
      </section>

      """
  }

  private func question(_ prediction: Prediction) -> HTML {
    let choices = prediction.choices.map { choice -> HTML in
      "<p data-code=\"\(choice.code)\"><b>\(choice.code)</b> \(choice.meaning.html)</p>\n"
    }
    let (place, end) = (steps.steps(after: prediction.place), steps.steps(after: prediction.end))
    let since = steps.steps(after: prediction.since)
    return """
      <div data-place="\(place)" data-end="\(end)" data-since="\(since)" \
      data-answer="\(prediction.answer)">
      <h3>\(prediction.question.html)</h3>
      \(choices)</div>

      """
  }

  private func choice(_ index: Int) -> HTML {
    let letter = Self.letters[index]
    return """
      <li><button type="button" data-choice="\(index)"><b>\(letter)</b> <span class="words"></span>\
      </button> <label><span class="away">\(Phrase.count(letter).html)</span>\
      <input type="text" inputmode="numeric" maxlength="4" autocomplete="off"></label></li>

      """
  }
}

extension Phrase {
  fileprivate static let hint = Phrase(
    en: "A class: the four counts of a show of hands, then Enter. Alone: A to D, or a code.",
    zh: "全班举手表决：依次输入四个人数，再按回车。一个人：按 A 到 D，或输入状态码再按回车。")
  fileprivate static let again = Phrase(en: "second vote", zh: "讨论之后再表决一次")
  fileprivate static let show = Phrase(en: "show the answer", zh: "公布答案")
  fileprivate static let votes = Phrase(en: "The votes", zh: "表决结果")
  fileprivate static let reply = Phrase(en: "Reply", zh: "响应")
  fileprivate static let vote = Phrase(en: "First vote", zh: "第一次表决")
  fileprivate static let secondVote = Phrase(en: "Second vote", zh: "第二次表决")
  fileprivate static let reason = Phrase(
    en: "The reply and the reason:", zh: "服务器的响应和原因：")

  fileprivate static func count(_ letter: String) -> Phrase {
    Phrase(en: "votes for \(letter)", zh: "选 \(letter) 的人数")
  }
}
