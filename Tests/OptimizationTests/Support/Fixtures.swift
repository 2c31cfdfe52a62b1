// SPDX-License-Identifier: Apache-2.0
import TestSupport

/// A nonlinear regression problem of NIST's Statistical Reference Datasets, with certified results.
struct NISTProblem: Decodable {
  let name: String
  let x: [[Double]]
  let y: [Double]
  let start1: [Double]
  let start2: [Double]
  let certified: [Double]
  let certifiedStdDev: [Double]
  let certifiedRSS: Double
  let certifiedResidualStdDev: Double

  static func load(_ name: String) throws -> NISTProblem { try fixture("nist/\(name)") }
}

/// A problem of Moré, Garbow and Hillstrom 1981 (ACM TOMS 7, 17-41).
struct MGHProblem: Decodable {
  struct Minimum: Decodable { let f: Double }
  let name: String
  let n: Int
  let m: Int
  let x0: [Double]
  let fmin: Double
  let otherMinima: [Minimum]
  let f0: Double

  static func load() throws -> [MGHProblem] {
    struct Collection: Decodable { let problems: [MGHProblem] }
    let collection: Collection = try fixture("mgh")
    return collection.problems
  }
}
