import ArgumentParser
import Console
import Logging
import PracticeWorld

struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "The practice world as a server for other programs.",
    discussion:
      "Prints `smtp ADDRESS:PORT` and `http ADDRESS:PORT` when ready. Ends on SIGTERM or SIGINT.")

  @Option(help: "ADDRESS:PORT for SMTP; port 0 picks one. Repeatable.")
  var smtp: [String] = []

  @Option(help: "ADDRESS:PORT for the web mailbox; port 0 picks one. Repeatable.")
  var http: [String] = []

  @Option(help: "The domain whose mail is taken.")
  var domain = "hamburger.edu"

  @Option(help: "A mailbox's name. Repeatable. Default: bob and carol.")
  var mailbox: [String] = []

  @Option(help: "Folder of the Maildir tree. Default: a temporary one.")
  var store: String?

  @Option(help: "Octets of one message.")
  var maxSize = 35_882_577

  @Flag(help: "Listen on addresses that other machines can reach.")
  var allowNetwork = false

  @OptionGroup var language: LanguageOption

  func validate() throws {
    for text in smtp + http {
      guard let address = ListenAddress(text) else {
        throw ValidationError("\(text) is no ADDRESS:PORT.")
      }
      guard address.isLoopback || allowNetwork else {
        throw ValidationError(
          "\(text) can be reached from other machines; --allow-network permits it.")
      }
    }
    guard maxSize > 0 else { throw ValidationError("--max-size wants a number above 0.") }
    for name in mailbox + [domain] where name.isEmpty || name.contains("/") || name.contains("@") {
      throw ValidationError("\"\(name)\" is no name for a mailbox or domain.")
    }
  }

  func run() throws {
    // Before any thread begins: the signals wait for the one that asks for them.
    let signals = EndingSignals()
    LoggingSystem.bootstrap(StreamLogHandler.standardError)
    let hosting = Hosting(
      domain: domain, mailboxes: mailbox.isEmpty ? ["bob", "carol"] : mailbox,
      smtp: (smtp.isEmpty && http.isEmpty ? ["127.0.0.1:2525"] : smtp).compactMap {
        ListenAddress($0)
      },
      http: (smtp.isEmpty && http.isEmpty ? ["127.0.0.1:8080"] : http).compactMap {
        ListenAddress($0)
      },
      storeRoot: store, maxSize: maxSize, logger: Logger(label: "byhand"))
    let host: PracticeHost
    do { host = try PracticeHost(hosting) } catch {
      StandardError.write("byhand: cannot listen or store: \(error)\n")
      throw Exit.inputOutput
    }
    for address in host.smtp { StandardOutput.write("smtp \(address)\n") }
    for address in host.http { StandardOutput.write("http \(address)\n") }
    signals.wait()
    host.close()
  }
}
