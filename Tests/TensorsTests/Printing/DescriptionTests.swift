// SPDX-License-Identifier: Apache-2.0

internal import Tensors
internal import TestSupport
internal import Testing

@Suite struct DescriptionTests {
  private struct Fixture: Decodable {
    struct Case: Decodable {
      var type: String
      var shape: [Int]
      var scalars: [String]
      var text: String

      func description<S: Real>(_: S.Type) throws -> String {
        let numbers = try scalars.map { try #require(S($0)) }
        return try Tensor(shape: Shape(shape), scalars: numbers).description
      }
    }
    var cases: [Case]
  }

  @Test func equalsNumPy() throws {
    let cases = try fixture("numpy/printing", as: Fixture.self).cases
    #expect(cases.count > 300)
    for item in cases {
      let text = try item.type == "float32" ? item.description(Float.self) : item.description(Double.self)
      #expect(text == item.text, "\(item.type) \(item.shape) \(item.scalars.prefix(20))")
    }
  }

  @Test func numbersAndDebugging() {
    #expect("\(Tensor<Double>(0.1))" == "0.1")
    #expect("\(Tensor<Float>(0.1))" == "0.1")
    #expect(String(reflecting: [[1, 2.5]] as Tensor<Float>) == "Tensor<Float> [1, 2]\n[[1.  2.5]]")
  }
}
