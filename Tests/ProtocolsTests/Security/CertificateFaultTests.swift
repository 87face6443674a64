import Protocols
import Testing

@Suite struct CertificateFaultTests {
  @Test(arguments: CertificateFault.named + [.other("unhandled critical extension")])
  func `a fault is found again by its name`(fault: CertificateFault) {
    #expect(CertificateFault(name: fault.name) == fault)
  }
}
