/// What `byhand lessons new ID` writes: a lesson that passes its own check, with the language
/// explained.
package enum LessonTemplate {
  /// `id` has small letters, digits and hyphens.
  package static func text(id: String) -> String {
    """
    # Check it at the practice world: byhand lessons check FILE    检查：byhand lessons check 文件
    #
    # expect and when: all conditions given must hold on one happening, judged by what happened, never by the text typed.
    # expect 与 when：给出的条件必须在同一件事上全部成立；判断的是发生了什么，而不是键入的文字。
    #   a command and its reply        一条命令及其响应
    #     command: RCPT | [HELO, EHLO]   reply: 250 | 2xx | [250, 251]   recipient, sender
    #   a line nobody can read         无法理解的一行
    #     fault: true   (with command and reply, where they matter   必要时加上 command 和 reply)
    #   a message accepted             一封邮件被接受
    #     accepted: true   recipient: bob@hamburger.edu   sender: alice@crepes.fr
    #   a connection opened            建立了连接
    #     connected: smtp | http   host: hamburger.edu   reply: 220
    #   a request and its response     一个请求及其响应
    #     request: GET   target: /bob/1 | /bob/*   status: 200 | 2xx
    #   whichever it is, on the connection of the step before, or on another    以上各项，是否在上一步的同一个连接上
    #     connection: same | new
    #   a phase begins                 一个阶段开始
    #     phase: handshake | transfer | close
    #   the connection has ended       连接已结束
    #     closed: true
    #   a command to the console       对控制台说的命令
    #     console: mailbox | mailbox bob | compare
    # type: the line to type, or a list of them; shown alone below say. It must stand in solution. Leave it out, and the student finds it.
    # type：要输入的那一行（或几行的列表），单独显示在 say 下面，必须出现在 solution 里。不写则由学生自己想。
    # why: said when this choice is made. shuffle: yes shows the choices in another order in each attempt.
    # why：选了这一项时的解释。shuffle: yes 表示每次尝试都打乱选项的顺序。
    # points: a question gives all at the first answer, half at the second (of three or more choices), then none; a step by hand gives half after the last hint, which shows the solution.
    # points：问题第一次答对得满分，第二次得一半（至少三个选项时），之后不得分；动手的步骤在看过最后一个提示（即 solution）后得一半。
    # solution: lines as they are typed, console commands too ("" is the empty line).
    # solution：照原样键入的各行，也可以是控制台命令（"" 是空行）。
    # world: hosts of the lesson's own (name, mailboxes, relay, scenario), as in byhand --world FILE; without it the lecture's.
    # world：本课自己的主机（name、mailboxes、relay、scenario），写法同 byhand --world FILE；不写则用课上的世界。
    # wrong: lines that must not pass, each tried on its own; lines that belong together stand in a list of their own.
    # wrong：不应通过的输入，每项单独试；必须连在一起的几行放进一个列表。
    lesson: "\(id)"
    version: 1   # raise it when steps change; what was passed stays    改动步骤时加一；已通过的步骤仍算通过
    title: {en: A new lesson, zh: 新课}
    say:
      en: What the student will do, and why it is worth it.
      zh: 学生要做什么，为什么值得做。
    learnt:   # said at the end, three phrases at most    结束时显示，最多三句
      - {en: "In SMTP the server speaks first.", zh: "SMTP 由服务器先发言。"}
    steps:
      - id: connect
        say: {en: "Connect:", zh: "建立连接："}
        type: "telnet hamburger.edu 25"
        expect: {connected: smtp, reply: 220}
        mistakes:
          - when: {connected: http}
            say: {en: "That is the web server. :drop, and try port 25.", zh: "那是 Web 服务器。用 :drop 断开，改用 25 端口。"}
        hints:
          - {en: "telnet, the host, the port", zh: "telnet、主机名、端口号"}
        solution: ["telnet hamburger.edu 25"]
        wrong: ["telnet hamburger.edu 80"]
        points: 1
      - id: who-first
        ask: {en: "Which side spoke first?", zh: "哪一方先发言？"}
        choices:
          - {en: The server, zh: 服务器}
          - {en: The client, zh: 客户端, why: {en: "The line 220 came before you had sent anything.", zh: "你还什么都没有发送，220 那一行就来了。"}}
        answer: 1   # counted from 1    从 1 开始计数
        explain: {en: "In SMTP the server greets.", zh: "SMTP 由服务器先问候。"}
        solution: ["1"]
        wrong: ["2"]
        points: 1

    """
  }
}
