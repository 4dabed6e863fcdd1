"""Every sentence and card that members see, apart from errors and the narration's templates."""
