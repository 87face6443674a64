/// The parameters of delivery status notifications (RFC 3461).
enum NotificationRows {
  static let all: [Row] = mail + rcpt

  private static func mail(_ requirement: String, _ parameters: String, _ answer: Answers) -> Row {
    let isTaken = answer.all.allSatisfy { !$0.isRefusal }
    return Row(
      "3461 4", requirement, .ehlo, "MAIL FROM:<alice@crepes.fr> \(parameters)", answer,
      then: isTaken ? .mail : .ehlo, at: .login)
  }

  private static func rcpt(_ requirement: String, _ parameters: String, _ answer: Answers) -> Row {
    let isTaken = answer.all.allSatisfy { !$0.isRefusal }
    return Row(
      "3461 4", requirement, .mail, "RCPT TO:<bob@hamburger.edu> \(parameters)", answer,
      then: isTaken ? .rcpt : .mail, at: .login)
  }

  private static let mail: [Row] = [
    mail("RET=FULL", "RET=FULL", "250"), mail("RET in lower case", "ret=hdrs", "250"),
    mail("RET with another value", "RET=HALF", "501 5.5.4"), mail("RET alone", "RET", "501"),
    mail("RET twice", "RET=FULL RET=HDRS", "501"), mail("ENVID", "ENVID=QQ314159", "250"),
    mail("ENVID in xtext", "ENVID=a+20b+2B+3D", "250"), mail("an empty ENVID", "ENVID", "501"),
    mail("ENVID with a lone plus", "ENVID=a+b", "501"),
    mail("ENVID with lower-case digits", "ENVID=a+2b", "501"),
    mail("ENVID with a control octet", "ENVID=a+0D+0Ab", "501"),
    mail("ENVID of 100 characters", "ENVID=\(LimitRows.repeated("x", 100))", "250"),
    mail("ENVID of 101 characters", "ENVID=\(LimitRows.repeated("x", 101))", "501"),
    mail("NOTIFY belongs to RCPT", "NOTIFY=NEVER", "555 5.5.4"),
    mail("ORCPT belongs to RCPT", "ORCPT=rfc822;a@x.fr", "555"),
    Row("3461 4", "RET where it is not offered", .ehlo, "MAIL FROM:<a@x.fr> RET=FULL", "555 5.5.4"),
  ]

  private static let rcpt: [Row] = [
    rcpt("NOTIFY=NEVER", "NOTIFY=NEVER", "250"), rcpt("one matter", "NOTIFY=SUCCESS", "250"),
    rcpt("three matters", "notify=delay,Failure,SUCCESS", "250"),
    rcpt("NEVER stands alone", "NOTIFY=NEVER,SUCCESS", "501 5.5.4"),
    rcpt("an unknown matter", "NOTIFY=ALWAYS", "501"), rcpt("NOTIFY alone", "NOTIFY", "501"),
    rcpt("an empty matter", "NOTIFY=SUCCESS,", "501"),
    rcpt("NOTIFY twice", "NOTIFY=NEVER NOTIFY=NEVER", "501"),
    rcpt("ORCPT", "ORCPT=rfc822;bob+2Bx@example.com NOTIFY=FAILURE", "250"),
    rcpt("ORCPT of another type", "ORCPT=x400;/C=US/", "501"),
    rcpt("ORCPT without a type", "ORCPT=bob@example.com", "501"),
    rcpt("ORCPT without an address", "ORCPT=rfc822;", "501"),
    rcpt("ORCPT that is no xtext", "ORCPT=rfc822;a+b@x.fr", "501"),
    rcpt("RET belongs to MAIL", "RET=FULL", "555 5.5.4"),
    Row(
      "3461 4", "NOTIFY where it is not offered", .mail,
      "RCPT TO:<bob@hamburger.edu> NOTIFY=NEVER", "555 5.5.4"),
  ]
}
