// SPDX-License-Identifier: Apache-2.0
import Client
import Testing
import Wengert

@Suite struct DecayTests {
  let decay = Decay(times: [0, 1, 2, 3], values: [2, 2 * exp(-0.5), 2 * exp(-1), 2 * exp(-1.5)])

  @Test func derivatives() throws {
    let report = try decay.check(at: [2, 0.5])
    #expect(report.passed, "\(report)")
  }

  @Test func fit() throws {
    let fit = try decay.fit(from: [1, 1])
    #expect(fit.status.isConverged)
    #expect(abs(fit.parameters.scalars[0] - 2) < 1e-8 && abs(fit.parameters.scalars[1] - 0.5) < 1e-8)
  }
}
