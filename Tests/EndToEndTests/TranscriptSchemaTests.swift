import Subprocess
import TestSupport
import Testing

/// `Sources/Transcripts/transcript.schema.json` says what recordings are: those that the program
/// writes now, and those of earlier versions.
@Suite(.fewAtOnce) struct TranscriptSchemaTests {
  private static let schema =
    #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
    + "/Sources/Transcripts/transcript.schema.json"

  /// Prints each line that the schema refuses, and each key that it does not name.
  private static let script = """
    import json, sys, jsonschema
    schema = json.load(open(sys.argv[1]))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    named, kinds = set(), set()
    def names(part):
        if isinstance(part, dict):
            named.update(part.get('properties', {}))
            for value in part.values(): names(value)
        elif isinstance(part, list):
            for value in part: names(value)
    names(schema)
    def keys(value):
        if isinstance(value, dict):
            for key, inner in value.items():
                yield key
                yield from keys(inner)
        elif isinstance(value, list):
            for inner in value: yield from keys(inner)
    for file in sys.argv[2:]:
        for number, line in enumerate(open(file, 'rb').read().split(b'\\n')[:-1], 1):
            value = json.loads(line)
            kinds.add(value.get('kind', 'header'))
            if not validator.is_valid(value) or not named.issuperset(keys(value)):
                print(number, line.decode())
    print('kinds', *sorted(kinds))
    """

  /// - Returns: the lines that were refused, and the kinds of events that were met.
  private func read(_ files: [String]) async throws -> (refused: [String], kinds: String) {
    let read = try await Program.run(
      .name("python3"), ["-c", Self.script, Self.schema] + files)
    #expect(read.status == 0, "\(read.errors)")
    return (read.lines.dropLast(), read.lines.last ?? "")
  }

  @Test(.needs("jsonschema"))
  func `recordings of earlier versions fit the schema`() async throws {
    let read = try await read(OldFile.allCases.map(\.path))
    #expect(read.refused == [])
    #expect(read.kinds == "kinds close header learner line octets open withheld world")
  }

  private static let session = """
    telnet hamburger.edu 25
    EHLO crepes.fr
    AUTH PLAIN AGFsaWNlAHBpY2tsZXM=
    MAIL FROM:<alice@crepes.fr>
    RCPT TO:<bob@hamburger.edu>
    DATA
    再来一点泡菜好吗？

    .
    QUIT
    telnet hamburger.edu 80
    GET /bob/1.eml HTTP/1.1
    Host: hamburger.edu
    Authorization: Basic YTpi

    :drop
    telnet 127.0.0.1 1
    :watch crepes.fr
    telnet crepes.fr 25
    HELO alice-pc
    MAIL FROM:<alice@crepes.fr>
    RCPT TO:<bob@hamburger.edu>
    DATA
    .
    :queue
    :quit

    """

  @Test(.needs("jsonschema"))
  func `what the console, a lesson and a server record fits the schema`() async throws {
    let scratch = Scratch()
    let data = [Environment.Key("XDG_DATA_HOME"): "\(scratch.path)/data"]
    let console = try await Program.byhand(["--plain"], input: Self.session, environment: data)
    #expect(console.status == 0)
    let lesson = try await Program.byhand(
      [
        "lesson", "first-conversation", "--plain", "--student", "2026112233", "--lessons",
        SampleLessons.folder,
      ],
      input: ":hint\ntelnet hamburger.edu 25\n1\n:skip\n:back\n", environment: data)
    #expect(lesson.status == 0)
    let server = "\(scratch.path)/server"
    _ = try await Serving.byhand(store: scratch, arguments: ["--record", server]) { smtp, http in
      _ = try await Program.byhand(
        ["connect", "127.0.0.1:\(smtp)", "--plain", "--no-record"],
        input:
          "EHLO crepes.fr\nMAIL FROM:<a@b.fr>\nRCPT TO:<bob@hamburger.edu>\nDATA\n\u{1B}[2J\n.\nQUIT\n"
      )
    }
    let found = try await Program.run(
      .name("find"), [scratch.path, "-name", "*.jsonl", "-type", "f"])
    #expect(found.lines.count >= 3)
    let read = try await read(found.lines)
    #expect(read.refused == [])
    #expect(
      read.kinds.contains("learner") && read.kinds.contains("withheld")
        && read.kinds.contains("fail"))
  }

  @Test(.needs("jsonschema"))
  func `what no recorder writes is refused`() async throws {
    let scratch = Scratch()
    let wrong = [
      #"{"format":"byhand-transcript","version":2,"started":"","software":"x","side":"client"}"#,
      #"{"format":"byhand-transcript","version":1,"started":"today","software":"x","side":"client"}"#,
      #"{"n":0,"ms":0,"c":1,"kind":"line","from":"client","text":"a"}"#,
      #"{"n":1,"ms":0,"c":1,"kind":"line","from":"nobody","text":"a"}"#,
      #"{"n":1,"ms":0,"c":1,"kind":"line","from":"client","text":"a","base64":"YQ=="}"#,
      #"{"n":1,"ms":0,"c":1,"kind":"line","from":"client"}"#,
      #"{"n":1,"ms":0,"c":1,"kind":"line","from":"client","text":"a","eol":"crlf"}"#,
      #"{"n":1,"ms":0,"c":1,"kind":"line","from":"client","text":"a","verdict":"right"}"#,
      #"{"n":1,"ms":0,"c":1,"kind":"withheld","from":"client"}"#,
      #"{"n":1,"ms":0,"c":1,"kind":"open","dialect":"smtp","host":"x","port":65536,"address":""}"#,
      #"{"n":1,"ms":0,"kind":"learner","did":"passed","step":"greet"}"#,
      #"{"n":1,"ms":0,"kind":"world","did":"opened","hosts":[{"name":"x","mailboxes":[],"passwords":{}}]}"#,
    ]
    let file = "\(scratch.path)/wrong.jsonl"
    try Program.write(wrong.map { $0 + "\n" }.joined(), to: file)
    #expect(try await read([file]).refused.count == wrong.count)
    // A newer version's kind is passed over.
    try Program.write(#"{"n":1,"ms":0,"kind":"later"}"# + "\n", to: file)
    #expect(try await read([file]).refused == [])
  }
}
