import Language
import Lessons
import PracticeWorld
import Presentation
import Teaching

/// Into the world of a lesson, and home again.
extension Console {
  /// The world of a lesson, beside the one in which the console was opened.
  struct LessonWorld {
    let description: WorldDescription
    let world: World
  }

  /// `nil`: home. A lesson's world is new each time. A conversation under way ends: its server stays behind.
  func move(to description: WorldDescription?) {
    if description == nil, lessonWorld == nil { return }
    if isConnected || line.isDialling {
      say(.leftBehind)
      hangUp()
    }
    lessonWorld?.world.close()
    lessonWorld = nil
    listen(to: home)
    guard let description else { return say(.home) }
    let world: World
    do { world = try World(storeRoot: nil, plan: WorldPlan(description)) } catch {
      return say(.noWorld(error))
    }
    lessonWorld = LessonWorld(description: description, world: world)
    listen(to: world)
    screen.world(hosts: world.hosts.map { Banner.Host($0) }, on: keyboard)
  }
}

extension WorldPlan {
  /// As a teacher described it; without a description it is the lecture's.
  init(_ description: WorldDescription?) {
    guard let description else {
      self = .lecture
      return
    }
    self.init(
      hosts: description.hosts.map {
        Host(
          name: $0.name, mailboxes: $0.mailboxes, isRelay: $0.relays, scenario: $0.scenario,
          passwords: $0.passwords)
      })
  }
}

extension Banner.Host {
  init(_ host: WorldHost) {
    self.init(
      name: host.name, smtp: host.smtp.description,
      mailboxes: host.mailboxes.filter { $0 != "postmaster" }, passwords: host.passwords,
      web: host.web.description)
  }
}

extension Phrase {
  fileprivate static let leftBehind = Phrase(
    en: "The connection is closed: the lesson plays in another world.", zh: "连接已关闭：课程在另一个世界里进行。")
  fileprivate static let home = Phrase(
    en: "You are back in the world you came from.", zh: "已回到原来的世界。")
}
