package import Language
package import Protocols

/// The lecture's terms, each in both languages, for `:explain`.
package enum Glossary {
  package struct Entry: Hashable, Sendable {
    package let name: Phrase
    /// Other words a student may look it up by, in either language.
    package let aliases: [String]
    package let phrase: Phrase
    /// `nil` for a term of the lecture that no standard defines.
    package let rule: Rule?

    init(
      _ name: Phrase, aliases: [String], rule: Rule? = nil, en english: String, zh chinese: String
    ) {
      self.name = name
      self.aliases = aliases
      self.rule = rule
      phrase = Phrase(en: english, zh: chinese)
    }
  }

  /// In the order of the lecture.
  package static let all: [Entry] =
    [
      email, userAgent, mailServer, mailbox, messageQueue, roles, relay, mailLoop, submission,
      openRelay, dns, mx, bounce,
      smtp, port, phase, handshake, tcpHandshake, transfer, close, command, response, statusCode,
      deferral, refusal, enhancedCode, esmtp, pipelining, persistent, nonPersistent, tls, telnet,
      sender, recipient, authentication,
      envelope, message, header, from, to, bcc, subject, received, body, returnPath, ascii,
      encodedWord, octet, crlf, finalDot, dotStuffing, bdat, mime, multipart, base64,
      quotedPrintable, maildir,
      http, url, push, pull, access, stateless,
      spam, greylisting, blocklist, appPassword, spf, dkim, dmarc,
    ] + ports

  /// By its name or an alias, in either language; case, hyphens and spaces do not matter.
  package static func look(up word: String) -> Entry? { index[folded(word)] }

  private static let index: [String: Entry] = all.reduce(into: [:]) { index, entry in
    for word in [entry.name.english, entry.name.chinese] + entry.aliases {
      // A term's own name takes precedence over another term's alias.
      let isName = word == entry.name.english || word == entry.name.chinese
      if isName || index[folded(word)] == nil { index[folded(word)] = entry }
    }
  }

  static func folded(_ word: String) -> String {
    String(word.lowercased().filter { !$0.isWhitespace && $0 != "-" && $0 != "_" })
  }
}
