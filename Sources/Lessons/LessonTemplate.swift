/// What `byhand lessons new ID` writes: a lesson that passes its own check, with a step of each kind
/// and the conditions. `lessons/README.md` explains them all.
package enum LessonTemplate {
  /// `id` has small letters, digits and hyphens.
  package static func text(id: String) -> String {
    """
    # Prove it: byhand lessons check FILE   Play it: byhand lesson FILE   All keys: lessons/README.md
    # 检查：byhand lessons check 文件   试做：byhand lesson 文件   全部的键：lessons/README.md
    lesson: "\(id)"
    version: 1   # raise it when steps change; what was passed stays    改动步骤时加一；已通过的仍算通过
    title: {en: A new lesson, zh: 新课}
    goal: {en: "What the student has done at the end.", zh: "学生最后做成了什么。"}
    minutes: 5
    say: {en: "What the student will do, and why.", zh: "学生要做什么，为什么值得做。"}
    learnt:   # said at the end, three at most    结束时显示，最多三句
      - {en: "In SMTP the server speaks first.", zh: "SMTP 由服务器先发言。"}
    # Policies, where wanted    需要时写规则：  skip: no   hints: no   shuffle: yes
    # Hosts of its own, in place of the lecture's    自己的主机，代替课上的：
    #   world: {hosts: [{name: old.example, mailboxes: [dave], relay: true, scenario: [greylist]}]}
    steps:
      # Something to do. What happens is judged, never the text that was typed.
      # 动手做。判断的是发生了什么，而不是键入的文字。
      - id: connect
        say: {en: "Connect to bob's mail server:", zh: "连接 bob 的邮件服务器："}
        type: "telnet hamburger.edu 25"   # shown below say; without it the student finds the line    不写则由学生自己想
        expect: {connected: smtp, host: hamburger.edu, reply: 220}
        mistakes:   # the first that fits is said    只说第一个符合的
          - when: {connected: http}
            say: {en: "That is the web server. :drop, and try port 25.", zh: "那是 Web 服务器。先 :drop，再连接 25 端口。"}
        hints: [{en: "telnet, the host, the port", zh: "telnet、主机名、端口号"}]
        solution: ["telnet hamburger.edu 25"]   # typed after all earlier solutions    接在前面各步的 solution 之后
        wrong: ["telnet hamburger.edu 80"]   # each on its own; [several, lines] together    每项单独试；连着的几行写成列表
        points: 1

      # A question with choices; each wrong one says why.    选择题；每个错误选项都要有 why
      - id: who-first
        ask: {en: "Which side spoke first?", zh: "哪一方先发言？"}
        choices:
          - {en: The server, zh: 服务器}
          - en: The client
            zh: 客户端
            why: {en: "Look at the letter before 220: it is an S.", zh: "看 220 前面的字母：是 S。"}
            misconception: client-speaks-first   # of misconceptions.yaml, or none    见 misconceptions.yaml，可以不写
        answer: 1   # counted from 1    从 1 开始
        explain: {en: "In SMTP the server greets.", zh: "SMTP 由服务器先问候。"}
        wrong: ["2"]

      # A short answer in the student's own words.    简答题
      - id: digit
        ask: {en: "Which first digit means done?", zh: "第一位数字是几表示成功？"}
        accept: ["2", two, 二]
        slips: [{accept: ["5", five, 五], say: {en: "5 means no, for good.", zh: "5 表示永久失败。"}}]
        wrong: ["5"]

      # A prediction, then the line. Before it byhand itself types begin.    先预测再输入；begin 由 byhand 先输入
      - id: nobody
        begin: ["telnet hamburger.edu 25", "HELO crepes.fr", "MAIL FROM:<alice@crepes.fr>"]
        predict: {en: "There is no mailbox nobody. What will the reply be?", zh: "没有 nobody 这个邮箱。会得到什么响应？"}
        type: "RCPT TO:<nobody@hamburger.edu>"
        expect: {command: RCPT, reply: 550}
        explain: {en: "The envelope is as it was.", zh: "信封保持原样。"}
        solution: ["5", "RCPT TO:<nobody@hamburger.edu>"]   # the prediction comes first    第一行是预测
        wrong: ["2", ["5", "RCPT TO:<bob@hamburger.edu>"]]

      - id: send
        say: {en: "Now send bob a mail with a subject.", zh: "现在给 bob 送一封有主题的邮件。"}
        expect: {accepted: true, recipient: bob@hamburger.edu, message: {fields: {Subject: any}}}
        hints: [{en: "RCPT, DATA, Subject, an empty line, text, a dot", zh: "RCPT、DATA、Subject、空行、正文、句点"}]
        solution: ["RCPT TO:<bob@hamburger.edu>", "DATA", "Subject: hi", "", "Hello", "."]
        wrong: [["RCPT TO:<bob@hamburger.edu>", "DATA", "Hello", "."]]
        points: 2

      # Free thought, kept for the teacher.    写想法，为老师保存
      - id: think
        reflect: {en: "Did anybody check that you are alice?", zh: "有谁核实过你就是 alice 吗？"}
        explain: {en: "Nobody did.", zh: "没有。"}
        solution: ["No."]
        points: 0

    # Conditions of expect and when: all that are given must hold on one happening. A paragraph shows what goes together.
    # expect 与 when 的条件：写出的必须在同一件事上全部成立。同一段里的可以写在一起。
    #   command: RCPT | [HELO, EHLO]   reply: [250, 2xx]   recipient: or sender: ADDRESS   fault: true   parameter: SIZE
    #
    #   accepted: true   reply:   recipient:   sender:   mailbox: bob@hamburger.edu   stuffed: yes | no   message: {fields:
    #     {Subject: "*hi*", Bcc: none}, text: "*你好*", charset: utf-8, encoding: base64, type: image/*, parts: 2,
    #     octets: seven-bit | eight-bit, header: yes | no, encoded-word: true}
    #
    #   connected: smtp | http   reply: 220
    #   phase: handshake | transfer | close
    #   closed: true | server | client | inside-data
    #   request: GET   target: /bob/*   status: 200   response-type: text/html   request-field: "Connection: close"
    #
    #   beside any of these: host: crepes.fr   port: 587   connection: same | new   watched: true (of servers   服务器之间)
    #
    #   queue: queued | deferred | delivered | bounced   recipient:   host:
    #   mailbox: bob@hamburger.edu or report: alice@crepes.fr   recipient:   host:   (from anybody    不论谁送来的)
    #   server: up | down | full | greylist | …   host:
    #   console: mailbox bob | queue run | ladder | wire on | …

    """
  }
}
