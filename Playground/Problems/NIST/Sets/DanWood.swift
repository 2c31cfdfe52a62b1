// SPDX-License-Identifier: Apache-2.0
internal import Wengert

extension NISTProblem {
  static let danWood = NISTProblem(
    "DanWood", starts: [[1, 5], [0.7, 4]],
    certified: [0.76886226176, 3.8604055871],
    standardErrors: [0.01828197386, 0.051726610913],
    sumOfSquares: 0.0043173084083, residualDeviation: 0.032853114039,
    observations: """
      2.138 1.309   3.421 1.471   3.597 1.49   4.34 1.565   4.882 1.611   5.66 1.68
      """
  ) { b, x in b[0] * pow(x, b[1]) }
}
