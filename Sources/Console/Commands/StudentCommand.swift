import Language

extension ConsoleCommand {
  static let student = ConsoleCommand(
    name: "student", arguments: Phrase(en: "[ID]", zh: "[学号]"),
    summary: Phrase(
      en: "who you are, for recordings and progress", zh: "你的学号，用于会话记录和进度"),
    detail: Phrase(
      en:
        "Without an ID it is shown. Named for the first time, you are named in the recording of the whole session. Another ID is another student: a new recording begins, and the lesson goes on where that student has left it. byhand --student ID names you from the start, byhand submit hands in.",
      zh:
        "不带学号时显示现在的学号。第一次填写，整个会话的记录都写上它。换成别的学号就是换了一位同学：会话记录重新开始，课程从那位同学上次停下的地方继续。也可以用“byhand --student 学号”启动；用 byhand submit 提交。"
    )
  ) { arguments, console in
    arguments.isEmpty ? console.showStudent() : console.identify(arguments.joined(separator: " "))
  }
}
