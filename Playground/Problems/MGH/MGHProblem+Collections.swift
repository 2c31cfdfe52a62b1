// SPDX-License-Identifier: Apache-2.0

extension MGHProblem {
  /// All 35 functions, in 42 instances of the sizes that are usual.
  package static let all =
    [
      rosenbrock, freudensteinRoth, powellBadlyScaled, brownBadlyScaled, beale, jennrichSampson,
      helicalValley, bard, gaussian, meyer, gulf, box, powellSingular, wood, kowalikOsborne, brownDennis,
      osborne1, biggs, osborne2, watson(6, minimum: 2.28767005355e-3), watson(9, minimum: 1.39976013e-6),
      watson(12, minimum: 4.72238e-10), extendedRosenbrock, extendedPowellSingular,
      penaltyI(4, minimum: 2.2499775e-5), penaltyI(10, minimum: 7.0876515e-5),
      penaltyII(4, minimum: 9.376293e-6), penaltyII(10, minimum: 2.9366054e-4), variablyDimensioned,
      trigonometric, brownAlmostLinear, discreteBoundaryValue, discreteIntegralEquation, broydenTridiagonal,
      broydenBanded, linearFullRank, linearRank1, linearRank1WithZeros,
      chebyquad(7, minima: [0]), chebyquad(8, minima: [3.516873725678e-3]), chebyquad(9, minima: [0]),
      chebyquad(10, minima: [4.772713e-3, 6.503954e-3]),
    ]
}
