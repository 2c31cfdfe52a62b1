// SPDX-License-Identifier: Apache-2.0
internal import Wengert

extension NISTProblem {
  static let rat43 = NISTProblem(
    "Rat43", starts: [[100, 10, 1, 1], [700, 5, 0.75, 1.3]],
    certified: [699.6415127, 5.2771253025, 0.75962938329, 1.2792483859],
    standardErrors: [16.302297817, 2.0828735829, 0.19566123451, 0.68761936385],
    sumOfSquares: 8786.404908, residualDeviation: 28.262414662,
    observations: """
      16.08 1   33.83 2   65.8 3   97.2 4   191.55 5   326.2 6   386.87 7   520.53 8   590.03 9
      651.92 10   724.93 11   699.56 12   689.96 13   637.56 14   717.41 15
      """
  ) { b, x in b[0] / pow(1 + exp(b[1] - b[2] * x), 1 / b[3]) }
}
