// SPDX-License-Identifier: Apache-2.0
package import Wengert

/// The playground's models by name.
package enum ModelCatalog {
  /// A model that can be asked for.
  package struct Entry: Sendable {
    package let name: String
    /// One line on what it is.
    package let summary: String
    package let make: @Sendable () throws -> Model
  }

  /// All models, smallest first.
  package static let all: [Entry] = [
    Entry(name: "unit", summary: "one sigmoid unit, 4 weights and a bias") { try Networks.unit() },
    Entry(name: "layer", summary: "one layer of two sigmoid units") { try Networks.layer() },
    Entry(name: "tiny", summary: "two hidden layers with biases from activations") { try Networks.tiny() },
    Entry(name: "small", summary: "2-25-2, sigmoid and softmax") { try Networks.small() },
    Entry(name: "spirals", summary: "2-25-2 of the two spirals, parameters in the published order") {
      try Networks.spirals()
    },
    Entry(name: "shortcuts", summary: "2-5-5-5-1, tanh, each layer fed by all before it") {
      try Networks.shortcuts()
    },
    Entry(name: "layered", summary: "2-20-10-1, tanh, linear output") { try Networks.layered() },
    Entry(name: "regression", summary: "1-16-16-1, relu") { try Networks.regression() },
    Entry(name: "medium", summary: "64-128-128-10, tanh") { try Networks.medium() },
    Entry(name: "large", summary: "784-512-512-10, relu") { try Networks.large() },
  ]
}
