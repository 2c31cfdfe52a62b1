// SPDX-License-Identifier: Apache-2.0
internal import Wengert

extension NISTProblem {
  static let mgh10 = NISTProblem(
    "MGH10", starts: [[2, 400000, 25000], [0.02, 4000, 250]],
    certified: [0.005609636471, 6181.3463463, 345.22363462],
    standardErrors: [0.00015687892471, 23.309021107, 0.78486103508],
    sumOfSquares: 87.945855171, residualDeviation: 2.6009740065,
    observations: """
      34780 50   28610 55   23650 60   19630 65   16370 70   13720 75   11540 80   9744 85   8261 90
      7030 95   6005 100   5147 105   4427 110   3820 115   3307 120   2872 125
      """
  ) { b, x in b[0] * exp(b[1] / (x + b[2])) }
}
