/// FNV-1a, 64 bits. Equal octets give equal numbers on every machine and in every version.
package enum FNV1a {
  package static func hash(_ octets: some Sequence<UInt8>) -> UInt64 {
    octets.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
