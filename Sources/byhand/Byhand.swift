@main
struct Byhand {
  static func main() { print("byhand") }
}
