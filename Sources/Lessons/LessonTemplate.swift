/// What `byhand lessons new ID` writes: a lesson that parses and passes its own check.
package enum LessonTemplate {
  package static func text(id: String) -> String {
    """
    lesson: \(id)
    version: 1
    title: {en: A new lesson, zh: 新课程}
    steps:
      - id: connect
        say: {en: "Connect: telnet hamburger.edu 25", zh: "建立连接：telnet hamburger.edu 25"}
        expect: {connected: smtp, reply: 220}
        hints:
          - {en: "telnet, the host, the port", zh: "telnet、主机名、端口"}
        solution: ["telnet hamburger.edu 25"]
        wrong: ["telnet hamburger.edu 80"]
        points: 1
      - id: who-first
        ask: {en: "Which side spoke first?", zh: "哪一方先发言？"}
        choices:
          - {en: The server, zh: 服务器}
          - {en: The client, zh: 客户端}
        answer: 1
        solution: ["1"]
        wrong: ["2"]
        points: 1

    """
  }
}
