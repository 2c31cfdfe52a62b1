// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Explanation
import Tensors
import Testing

/// The report on deep networks that derives three gradients by hand, two of them wrong.
@Suite struct DerivationComparisonTests {
  /// Two hidden layers with biases from activations; of one sample.
  private func network() throws -> Derivation {
    try derive(
      ["W1": [5, 6], "W2": [4, 5], "W3": [3, 4], "y": [6], "z": [3]], overSamples: ["y", "z"]
    ) { v in
      let h = matmul(v[0], v[3]).named("h*")
      let h0 = sigmoid(h[0]).named("h0")
      let units = tanh(matmul(v[1], h) + h0).named("H*")
      let output = tanh(matmul(v[2], units) + units[0]).named("ẑ")
      return sum(pow(output - v[4], 2))
    }
  }

  @Test func theNetworksFormulasAreComplete() throws {
    #expect(
      "\(try network())" == """
        function, of a sample y, z
          h*     = W1 y
          h0     = sigmoid(h*[0])
          H*     = tanh(W2 h* + h0)
          ẑ      = tanh(W3 H* + H*[0])
          fₛ     = Σ (ẑ − z)²
          f      = Σₛ fₛ

        adjoints, from the value backwards
          δ₁     = 2 (ẑ − z) ⊙ (1 − ẑ²)
          H̄*     = W3ᵀ δ₁ + (Σ δ₁) e₀
                   through W3 H*  W3ᵀ δ₁
                   through H*[0]  (Σ δ₁) e₀
          δ₂     = H̄* ⊙ (1 − H*²)
          h̄*     = (Σ δ₂) h0 (1 − h0) e₀′ + W2ᵀ δ₂
                   through h*[0]  (Σ δ₂) h0 (1 − h0) e₀′
                   through W2 h*  W2ᵀ δ₂

        gradient
          ∂f/∂W1 = Σₛ h̄* yᵀ
          ∂f/∂W2 = Σₛ δ₂ h*ᵀ
          ∂f/∂W3 = Σₛ δ₁ H*ᵀ

        in full
          ∂f/∂W2 = Σₛ ((2 W3ᵀ ((ẑ − z) ⊙ (1 − ẑ²)) + 2 (Σ (ẑ − z) ⊙ (1 − ẑ²)) e₀) ⊙ (1 − H*²)) h*ᵀ
          ∂f/∂W3 = Σₛ 2 ((ẑ − z) ⊙ (1 − ẑ²)) H*ᵀ

        where
          e₀     = [1, 0, 0, 0]
          e₀′    = [1, 0, 0, 0, 0]

        135 operations a sample for f, 170 more for the derivatives
        """)
  }

  @Test func theReportsMissingTermsAreFound() throws {
    let comparison = try network().compare(with: [
      "δ": "2(ẑ − z) ⊙ (1 − ẑ²)", "W3": "Σ δ H*ᵀ", "W2": "Σ (W3ᵀδ ⊙ (1 − H*²)) h*ᵀ",
      "W1": "Σ (W2ᵀ(W3ᵀδ ⊙ (1 − H*²)) ⊙ h*) yᵀ",
    ])
    #expect(comparison.entries.map(\.isRight) == [true, false, false], "\(comparison)")
    #expect(
      "\(comparison)" == """
        ∂/∂W3: right
          given    Σ δ H*ᵀ
          derived  Σₛ δ₁ H*ᵀ
          ✓ Σₛ δ₁ H*ᵀ

        ∂/∂W2: wrong, by 85.5 % of the largest element
          given    Σ (W3ᵀδ ⊙ (1 − H*²)) h*ᵀ
          derived  Σₛ δ₂ h*ᵀ
          ✓ Σₛ (W3ᵀ δ₁ ⊙ (1 − H*²)) h*ᵀ   (through W3 H*)
          − missing: Σₛ (Σ δ₁) (e₀ ⊙ (1 − H*²)) h*ᵀ   (through H*[0])

        ∂/∂W1: wrong, by 129 % of the largest element
          given    Σ (W2ᵀ(W3ᵀδ ⊙ (1 − H*²)) ⊙ h*) yᵀ
          derived  Σₛ h̄* yᵀ
          − missing: Σₛ (Σ W3ᵀ δ₁ ⊙ (1 − H*²)) h0 (1 − h0) e₀′ yᵀ   (through h*[0], then W3 H*)
          − missing: Σₛ (Σ δ₁) (Σ e₀ ⊙ (1 − H*²)) h0 (1 − h0) e₀′ yᵀ   (through h*[0], then H*[0])
          × with a stray ⊙ h*: Σₛ W2ᵀ (W3ᵀ δ₁ ⊙ (1 − H*²)) yᵀ   (through W2 h*, then W3 H*)
          − missing: Σₛ (Σ δ₁) W2ᵀ (e₀ ⊙ (1 − H*²)) yᵀ   (through W2 h*, then H*[0])
        """)
  }

  // MARK: Kinds of mistakes

  private func layer() throws -> Derivation {
    try derive(["W": [2, 3], "y": [3], "z": [2]], by: ["W", "z"]) { v in
      let output = sigmoid(matmul(v[0], v[1])).named("ẑ")
      return sum(pow(output - v[2], 2))
    }
  }

  /// The finding about the only part of a derivative.
  @Test(arguments: [
    ("(ẑ − z) ⊙ ẑ ⊙ (1 − ẑ) yᵀ", "× 0.5 times too much: "),
    ("−2 (ẑ − z) ⊙ ẑ ⊙ (1 − ẑ) yᵀ", "× -1 times too much: "),
    ("2 (ẑ − z) ⊙ ẑ² ⊙ (1 − ẑ) yᵀ", "× with a stray ⊙ ẑ: "),
    ("2 (ẑ − z) ⊙ (1 − ẑ) yᵀ", "× with a stray / ẑ: "),
    ("2 ((ẑ − z) ⊙ ẑ ⊙ (1 − ẑ)) yᵀ", "✓ "), ("2 (ẑ − z) yᵀ", "− missing: "),
  ])
  func aMistakeIsCalledByItsKind(_ formula: String, _ finding: String) throws {
    let comparison = try layer().compare(with: ["W": formula])
    let findings = comparison.entries[0].findings.map(\.description)
    #expect(findings[0].hasPrefix(finding), "\(comparison)")
    #expect(comparison.isRight == (finding == "✓ "))
  }

  @Test func whatDoesNotBelongThereIsSaid() throws {
    let comparison = try layer().compare(with: ["z": "−2 (ẑ − z) + exp(z)"])
    #expect(comparison.entries[0].findings.count == 2)
    #expect(comparison.entries[0].findings.last == .extra("exp(z)"), "\(comparison)")
    if case .right = comparison.entries[0].findings[0] {} else { Issue.record("\(comparison)") }
  }

  @Test func formulasThatCannotBeComparedAreRefused() throws {
    let unreadable = try #require(throws: DerivationError.self) {
      try layer().compare(with: ["W": "2 (ẑ − "])
    }
    #expect(unreadable.description.contains("formula for W: column"), "\(unreadable)")
    #expect(throws: DerivationError.shape("W", "[2]", expected: "[2, 3]")) {
      try layer().compare(with: ["W": "y[0..<2]"])
    }
  }
}
