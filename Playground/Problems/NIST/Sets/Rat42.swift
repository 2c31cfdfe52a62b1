// SPDX-License-Identifier: Apache-2.0
internal import Wengert

extension NISTProblem {
  static let rat42 = NISTProblem(
    "Rat42", starts: [[100, 1, 0.1], [75, 2.5, 0.07]],
    certified: [72.462237576, 2.6180768402, 0.067359200066],
    standardErrors: [1.7340283401, 0.088295217536, 0.0034465663377],
    sumOfSquares: 8.0565229338, residualDeviation: 1.1587725499,
    observations: """
      8.93 9   10.8 14   18.59 21   22.33 28   39.35 42   56.11 57   61.73 63   64.62 70   67.08 79
      """
  ) { b, x in b[0] / (1 + exp(b[1] - b[2] * x)) }
}
