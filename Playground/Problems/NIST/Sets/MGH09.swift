// SPDX-License-Identifier: Apache-2.0
internal import Wengert

extension NISTProblem {
  static let mgh09 = NISTProblem(
    "MGH09", starts: [[25, 39, 41.5, 39], [0.25, 0.39, 0.415, 0.39]],
    certified: [0.19280693458, 0.19128232873, 0.12305650693, 0.13606233068],
    standardErrors: [0.011435312227, 0.19633220911, 0.080842031232, 0.090025542308],
    sumOfSquares: 0.00030750560385, residualDeviation: 0.0066279236551,
    observations: """
      0.1957 4   0.1947 2   0.1735 1   0.16 0.5   0.0844 0.25   0.0627 0.167   0.0456 0.125   0.0342 0.1
      0.0323 0.0833   0.0235 0.0714   0.0246 0.0625
      """
  ) { b, x in b[0] * (x * x + x * b[1]) / (x * x + x * b[2] + b[3]) }
}
