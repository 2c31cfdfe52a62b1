// SPDX-License-Identifier: Apache-2.0
internal import Testing

@testable internal import playground

@Test func `a table aligns words left and numbers right`() {
  var table = TextTable([("method", .left), ("SSQ", .right), ("status", .left)])
  table.append(["LM", "1.0", "converged"])
  table.append(["Adam", "169.25", ""])
  #expect(
    table.description == """
      method     SSQ  status
      ------  ------  ---------
      LM         1.0  converged
      Adam    169.25
      """)
}
