// SPDX-License-Identifier: Apache-2.0

internal import Tensors
internal import Testing

@Suite struct SliceProperties {
  @Test(arguments: 0..<300) func boundsEqualTheOracle(seed: Int) throws {
    var arbitrary = Arbitrary(seed: seed)
    let x = arbitrary.tensor(arbitrary.shape())
    let mentioned = arbitrary.random.integer(below: x.rank + 1)
    let chosen = x.shape.extents.prefix(mentioned).map { arbitrary.index(extent: $0) }
    let bounds = try SliceBounds(chosen.map(\.0), in: x.shape)
    let comment: Comment = "seed \(seed): \(chosen.map(\.0.notation)) of \(x.shape)"

    // Every index of the slice, put back among the axes that it dropped.
    let positions = chosen.map(\.positions) + x.shape.extents.dropFirst(mentioned).map { Array(0..<$0) }
    #expect(bounds.extents == positions.map(\.count), comment)
    #expect(zip(bounds.starts, positions).allSatisfy { $1.isEmpty || $0 == $1[0] }, comment)
    #expect(
      bounds.keptAxes == x.shape.extents.indices.filter { $0 >= mentioned || !chosen[$0].dropsAxis }, comment)
    #expect(bounds.shape.extents == bounds.keptAxes.map { positions[$0].count }, comment)
  }

  /// Slices of a rank that the source can spell.
  @Test(arguments: 0..<300) func setAndGetRoundTrip(seed: Int) throws {
    var arbitrary = Arbitrary(seed: seed)
    var x = arbitrary.tensor(arbitrary.shape(rank: 3))
    let before = x
    let copy = x
    let chosen = x.shape.extents.map { arbitrary.index(extent: $0) }
    let (i, j, k) = (chosen[0].0, chosen[1].0, chosen[2].0)
    let comment: Comment = "seed \(seed): \(chosen.map(\.0.notation)) of \(x.shape)"
    let value = arbitrary.tensor(arbitrary.shape(broadcastingTo: x[i, j, k].shape))
    x[i, j, k] = value
    #expect(x[i, j, k] == (try value.broadcast(to: x[i, j, k].shape)), comment)
    #expect(copy == before, comment)
    // Outside the box nothing has changed.
    for index in indices(of: x.shape) where !zip(index, chosen).allSatisfy({ $1.positions.contains($0) }) {
      #expect(x.element(index) == before.element(index), comment)
    }
    x[i, j, k] = before[i, j, k]
    #expect(x == before, comment)
  }

  @Test(arguments: 0..<50) func elements(seed: Int) throws {
    var arbitrary = Arbitrary(seed: seed)
    let x = arbitrary.tensor(arbitrary.shape(rank: 2))
    var y = Tensor<Double>.zeros(x.shape)
    for i in 0..<x.shape[0] {
      for j in 0..<x.shape[1] {
        #expect(x[i, j] == x.element([i, j]), "seed \(seed)")
        y[i - x.shape[0], j] = x[i, j - x.shape[1]]
      }
    }
    #expect(y == x, "seed \(seed)")
  }

  @Test func mistakesNameIndexAxisAndShape() {
    let cases: [([any AxisIndex], String)] = [
      ([2], "subscript([2, 3]): index 2 is outside axis 0, of extent 2"),
      ([0, -4], "subscript([2, 3]): index -4 is outside axis 1, of extent 3"),
      ([0..., 1...3], "subscript([2, 3]): index 1...3 is outside axis 1, of extent 3"),
      ([3...], "subscript([2, 3]): index 3... is outside axis 0, of extent 2"),
      ([..<(-3)], "subscript([2, 3]): index ..<-3 is outside axis 0, of extent 2"),
      ([...2], "subscript([2, 3]): index ...2 is outside axis 0, of extent 2"),
      ([-1..<0], "subscript([2, 3]): index -1..<0 is outside axis 0, of extent 2"),
      ([0, 0, 0], "subscript([2, 3]): 3 indices are given, but the rank is 2"),
    ]
    for (indices, text) in cases {
      let error = #expect(throws: ShapeError.self) { try SliceBounds(indices, in: [2, 3]) }
      #expect(error?.description == text)
    }
  }

  @Test func subscriptsStop() async {
    let tooFew = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let x: Tensor<Double> = [[1, 2], [3, 4]]
      let y = x[0]
      print(y + 1)
    }
    let hint = String(decoding: tooFew?.standardErrorContent ?? [], as: UTF8.self)
    #expect(hint.contains("for a slice write a range"))
    let outside = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let x: Tensor<Double> = [[1, 2], [3, 4]]
      print(x[0, 2])
    }
    let reason = String(decoding: outside?.standardErrorContent ?? [], as: UTF8.self)
    #expect(reason.contains("index 2 is outside axis 1"))
    await #expect(processExitsWith: .failure) {
      var x: Tensor<Double> = [[1, 2], [3, 4]]
      x[0..., 1] = [1, 2, 3]
    }
  }
}
