// SPDX-License-Identifier: Apache-2.0
internal import Wengert

extension NISTProblem {
  static let boxBOD = NISTProblem(
    "BoxBOD", starts: [[1, 1], [100, 0.75]],
    certified: [213.80940889, 0.54723748542],
    standardErrors: [12.354515176, 0.10455993237],
    sumOfSquares: 1168.0088766, residualDeviation: 17.088072423,
    observations: """
      109 1   149 2   149 3   191 5   213 7   224 10
      """
  ) { b, x in b[0] * (1 - exp(-b[1] * x)) }
}
