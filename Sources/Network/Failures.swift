import Glibc
import NIOCore
import NIOPosix
import Transcripts

extension ConnectionFailure {
  init(_ error: any Error) {
    switch error {
    case let error as NIOConnectionError:
      // Addresses were found, and none can be reached: the first error says most.
      if let first = error.connectionErrors.first {
        self.init(first.error)
      } else {
        self = .unknownHost
      }
    case ChannelError.connectTimeout: self = .timeout
    case let error as IOError: self = Self.meaning(of: error.errnoCode)
    case is SocketAddressError: self = .unknownHost
    default: self = .other
    }
  }

  private static func meaning(of code: CInt) -> ConnectionFailure {
    switch code {
    case ECONNREFUSED: .refused
    case EHOSTUNREACH, ENETUNREACH, ENETDOWN: .unreachable
    case ETIMEDOUT: .timeout
    default: .other
    }
  }
}
