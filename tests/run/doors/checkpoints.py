"""Tiny token classification checkpoints, one for each kind of tokenizer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

TAGS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-MISC", "I-MISC"]
TEXT = (
    "“Zoë’s 👩‍🚀 café,” Ann Smith-Jones told Ann Smith’s sister in New York; Anna said nothing.\n"
)


def word_pieces() -> Any:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    letters = sorted(set(TEXT) - set(" \n"))
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    words = [*special, "Ann", "Smith", "Jones", "New", "York", *letters]
    words += [f"##{letter}" for letter in letters]
    vocabulary = {word: number for number, word in enumerate(dict.fromkeys(words))}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=False)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        "[CLS] $A [SEP]",
        special_tokens=[(word, vocabulary[word]) for word in ("[CLS]", "[SEP]")],
    )
    return tokenizer, special


def bytes_pairs() -> Any:
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers

    special = ["<pad>", "<unk>", "<s>", "</s>"]
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        special_tokens=special,
        vocab_size=300,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    names = [" Ann", " Smith", "-Jones", " New", " York"] * 50
    tokenizer.train_from_iterator(names, trainer)
    tokenizer.post_processor = processors.TemplateProcessing(
        "<s> $A </s>",
        special_tokens=[(word, tokenizer.token_to_id(word)) for word in ("<s>", "</s>")],
    )
    return tokenizer, special


def unigrams() -> Any:
    from tokenizers import Tokenizer, models, pre_tokenizers, processors

    special = ["<pad>", "<unk>", "<s>", "</s>"]
    letters = sorted(set(TEXT) - set(" \n"))
    words = ["▁Ann", "▁Smith", "Jones", "▁New", "▁York", "▁"]
    scored = [(word, 0.0) for word in special] + [(word, -1.0) for word in words]
    scored += [(letter, -9.0) for letter in letters]
    tokenizer = Tokenizer(models.Unigram(scored, unk_id=1, byte_fallback=False))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(
        "<s> $A </s>", special_tokens=[("<s>", 2), ("</s>", 3)]
    )
    return tokenizer, special


def save(folder: Path, made: Any, maximum: int) -> Path:
    """Save a checkpoint whose tag hangs on the token alone: the embedding says it."""
    import torch
    from transformers import BertConfig, BertForTokenClassification, PreTrainedTokenizerFast

    tokenizer, special = made
    pad, unknown, first, last = special
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token=pad,
        unk_token=unknown,
        cls_token=first,
        sep_token=last,
        model_max_length=maximum,
    )
    fast.save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(fast),
        hidden_size=len(TAGS) + 1,
        num_hidden_layers=1,
        num_attention_heads=1,
        intermediate_size=4,
        max_position_embeddings=maximum + 2,
        id2label=dict(enumerate(TAGS)),
        label2id={tag: number for number, tag in enumerate(TAGS)},
        pad_token_id=0,
    )
    model = BertForTokenClassification(config).eval()
    tagged = {"Ann": 1, "Smith": 2, "Jones": 2, "New": 3, "York": 4, "-": 2}
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if "LayerNorm.weight" not in name:
                weight.zero_()
        for word, number in fast.get_vocab().items():
            tag = tagged.get(word.strip("Ġ▁") if len(word) > 1 else word, 0)
            model.bert.embeddings.word_embeddings.weight[number, tag] = 8.0
        model.classifier.weight[:, : len(TAGS)] = torch.eye(len(TAGS))
    model.save_pretrained(folder)
    return folder
