// SPDX-License-Identifier: Apache-2.0
internal import Wengert

extension NISTProblem {
  /// All 27 sets, in the order of NIST's levels of difficulty.
  package static let all = [
    misra1a, chwirut2, chwirut1, lanczos3, gauss1, gauss2, danWood, misra1b,
    kirby2, hahn1, nelson, mgh17, lanczos1, lanczos2, gauss3, misra1c, misra1d, roszman1, enso,
    mgh09, thurber, boxBOD, rat42, mgh10, eckerle4, rat43, bennett5,
  ]

  static func peaks(_ b: Variable, _ x: Variable) -> Variable {
    let (u, v) = ((x - b[3]) / b[4], (x - b[6]) / b[7])
    return b[0] * exp(-b[1] * x) + b[2] * exp(-u * u) + b[5] * exp(-v * v)
  }

  static func exponentials(_ b: Variable, _ x: Variable) -> Variable {
    b[0] * exp(-b[1] * x) + b[2] * exp(-b[3] * x) + b[4] * exp(-b[5] * x)
  }

  static func cubicRational(_ b: Variable, _ x: Variable) -> Variable {
    let numerator = b[0] + x * (b[1] + x * (b[2] + x * b[3]))
    return numerator / (1 + x * (b[4] + x * (b[5] + x * b[6])))
  }
}
