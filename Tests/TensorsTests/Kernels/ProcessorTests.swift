// SPDX-License-Identifier: Apache-2.0
internal import Tensors
internal import Testing

@Suite struct ProcessorTests {
  @Test func theBaselineIsSupportedEverywhere() {
    #expect(Processor.supportedLevels.first == .baseline)
    #expect(Processor.supportedLevels == Processor.supportedLevels.sorted())
    #expect(Processor.supportedLevels.contains(Processor.level))
  }

  @Test func processorsCanBeLimited() async {
    await #expect(processExitsWith: .success) {
      Processor.level = .baseline
      Processor.threadCount = 4
      guard Processor.level == .baseline, Processor.threadCount == 4 else { fatalError("not kept") }
    }
    await #expect(processExitsWith: .failure) { Processor.threadCount = 0 }
  }
}
