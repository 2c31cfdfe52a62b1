// SPDX-License-Identifier: Apache-2.0
import PlaygroundProblems
import Tensors
import TestSupport
import Testing

extension MGHProblem: CustomTestStringConvertible {
  public var testDescription: String { "\(name) n=\(start.count)" }

  var startVector: Tensor<Double> { Tensor(start) }
}

/// What a table made by other programs says of a problem.
struct MGHReference: Decodable {
  struct Minimum: Decodable { let f: Double }
  let number: Int
  let n: Int
  let m: Int
  let x0: [Double]
  let fmin: Double
  let otherMinima: [Minimum]
  let f0: Double

  static func load() throws -> [MGHReference] {
    struct Collection: Decodable { let problems: [MGHReference] }
    let collection: Collection = try fixture("mgh")
    return collection.problems
  }
}
