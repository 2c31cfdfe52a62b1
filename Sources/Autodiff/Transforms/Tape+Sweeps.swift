// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Tape {
  /// The cotangents of `sources` from those of some variables; zeros where nothing depends on a source.
  func reverse(_ seeds: [(of: Variable, cotangent: Variable)], by sources: [Variable]) -> [Variable] {
    let swept = record {
      storage.reverseSweep(from: seeds.map { ($0.of.index, $0.cotangent) }, to: sources.map(\.index))
    }
    return zip(swept, sources).map { $0 ?? Variable(0).broadcast(to: $1.shape, on: storage) }
  }

  /// The tangents of `targets` from those of some variables; zeros where a target depends on none of them.
  func forward(_ seeds: [(of: Variable, tangent: Variable)], to targets: [Variable]) -> [Variable] {
    let swept = record {
      storage.forwardSweep(from: seeds.map { ($0.of.index, $0.tangent) }, to: targets.map(\.index))
    }
    return zip(swept, targets).map { $0 ?? Variable(0).broadcast(to: $1.shape, on: storage) }
  }
}
