import Protocols

/// All requests that a reply can answer.
let everyRequest: [AnsweredRequest] =
  [.connection, .unknownCommand, .endOfData, .authResponse] + Verb.allCases.map { .verb($0) }

let everyCode: [ReplyCode] = (0...999).compactMap { ReplyCode($0) }
