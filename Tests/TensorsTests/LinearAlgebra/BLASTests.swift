// SPDX-License-Identifier: Apache-2.0
import Tensors
import Testing

@Suite struct BLASTests {
  @Test("one thread until asked, never fewer")
  func threadCount() {
    let before = BLAS.threadCount
    #expect(before == 1)
    BLAS.threadCount = 2
    #expect(BLAS.threadCount == 2)
    BLAS.threadCount = 0
    #expect(BLAS.threadCount == 1)
    BLAS.threadCount = before
  }
}
